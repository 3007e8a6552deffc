import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { Invalid } from '#exceptions/refusals'
import { AUDIT_KINDS, type AuditKind } from '#services/audit/audit_kinds'
import { steadyZone } from '#services/words/steady_zone'

/** The filters as they stand in the address. */
export interface AuditFilter {
  kind?: AuditKind
  /** Username or e-mail of who did it. */
  actor?: string
  /** Username or e-mail of the person it is about. */
  subject?: string
  /** Part of the subject's label. */
  q?: string
  /** Days in the viewer's zone, the last one included. */
  from?: string
  to?: string
}

/** The filters as the database is asked. */
export interface AuditQuestion {
  actions: readonly string[] | null
  actorId: number | null
  subjectId: number | null
  q: string | null
  from: Date | null
  to: Date | null
}

/**
 * Finds the people and the instants that filters mean; one query at most.
 * @throws Invalid 422 at `actor`, `subject`, `from` or `to`
 */
export async function readAuditQuestion(filter: AuditFilter, zone: string): Promise<AuditQuestion> {
  const from = readDay('from', filter.from, zone)
  const to = readDay('to', filter.to, zone)
  if (from && to && from > to) throw new Invalid('to', 'audit.wrong_order')
  const people = await findPeople([filter.actor, filter.subject])
  return {
    actions: filter.kind ? AUDIT_KINDS[filter.kind] : null,
    actorId: personOf('actor', filter.actor, people),
    subjectId: personOf('subject', filter.subject, people),
    q: filter.q || null,
    from: from?.toJSDate() ?? null,
    to: to?.plus({ days: 1 }).toJSDate() ?? null,
  }
}

function readDay(field: 'from' | 'to', value: string | undefined, zone: string): DateTime | null {
  if (!value) return null
  const day = DateTime.fromFormat(value, 'yyyy-MM-dd', { zone: steadyZone(zone) })
  if (!day.isValid || day.year < 2000 || day.year >= 2100) throw new Invalid(field, 'audit.bad_day')
  return day.startOf('day')
}

type Found = { id: number; username: string; email: string }[]

async function findPeople(names: (string | undefined)[]): Promise<Found> {
  const asked = names.filter((name): name is string => Boolean(name))
  if (asked.length === 0) return []
  return db
    .from('users')
    .whereIn('username', asked)
    .orWhereIn('email', asked)
    .select('id', 'username', 'email')
}

function personOf(field: string, name: string | undefined, people: Found): number | null {
  if (!name) return null
  const wanted = name.toLowerCase()
  const person = people.find(({ username, email }) =>
    [username.toLowerCase(), email.toLowerCase()].includes(wanted)
  )
  if (!person) throw new Invalid(field, 'audit.unknown_person', { name })
  return person.id
}
