/**
 * SQL: this person (alias of `users`) manages this department (alias of `departments`), as its named manager or by the
 * role in it (shared/access). `User.manages` says the same of a loaded person.
 */
export function manages(person: string, department: string): string {
  return `(${person}.id = ${department}.manager_id
    or (${person}.role = 'manager' and ${person}.department_id = ${department}.id))`
}
