import User from '#models/user'
import type { CertifiedPerson } from '#services/certificates/certificate'

/** Who stands behind a number; null for nobody, which is the desk itself. */
export type PersonOf = (id: number | null) => CertifiedPerson | null

/** The names of people, in one query. */
export async function findPeople(ids: (number | null)[]): Promise<PersonOf> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  const people = await User.query().whereIn('id', known)
  const byId = new Map(
    people.map(({ id, fullName: name, username }) => [id, { id, name, username }])
  )
  return (id) => (id === null ? null : (byId.get(id) ?? null))
}
