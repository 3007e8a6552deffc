/** SQL for a person's name: first and last, else the username. @param table the alias of `users` in the query */
export function nameIn(table: string): string {
  return `coalesce(nullif(trim(${table}.first_name || ' ' || ${table}.last_name), ''), ${table}.username::text)`
}
