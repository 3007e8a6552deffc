import db from '@adonisjs/lucid/services/db'
import { NotFound, Refusal } from '#exceptions/refusals'
import type { WorkRow } from '#services/handovers/listed'

/** Tickets that stayed where they were are named, so many of them. */
const NAMED = 100

/** A hand-over as it stands: how many went to whom, what waits, and what stayed and why. Four queries. */
export async function showHandover(id: number, locale: string) {
  const handover = await db.from('handovers').where('id', id).first()
  if (!handover) throw new NotFound()
  const counts = await db
    .from('handover_tickets')
    .where('handover_id', id)
    .groupBy('state', 'choice')
    .select('state', 'choice')
    .count('* as count')
  const total = sum(counts)
  return {
    handover,
    total,
    waiting: sum(counts.filter(({ state }) => state === 'waiting')),
    gone: sum(counts.filter(({ state }) => state === 'gone')),
    returned: sum(counts.filter(({ state }) => state === 'returned')),
    given: await receivers(
      handover.subject_type === 'department' ? 'departments' : 'users',
      counts.filter(({ state }) => state === 'given')
    ),
    kept: await keptTickets(id, locale),
    keptCount: sum(counts.filter(({ state }) => state === 'stays' || state === 'refused')),
  }
}

function sum(rows: { count: string | number }[]): number {
  return rows.reduce((all, { count }) => all + Number(count), 0)
}

async function receivers(
  table: 'users' | 'departments',
  counts: { choice: string; count: string }[]
): Promise<{ name: string; count: number }[]> {
  const ids = counts.map(({ choice }) => Number(choice))
  const name =
    table === 'users'
      ? `coalesce(nullif(trim(first_name || ' ' || last_name), ''), username) as name`
      : 'name'
  const rows = ids.length ? await db.from(table).whereIn('id', ids).select('id', db.raw(name)) : []
  return rows.map(({ id, name: called }) => ({
    name: called,
    count: sum(counts.filter(({ choice }) => Number(choice) === id)),
  }))
}

/** What stayed with who left, with the sentence of the rule that said no. */
async function keptTickets(
  id: number,
  locale: string
): Promise<(WorkRow & { why: string | null })[]> {
  const rows = await db
    .from('handover_tickets as h')
    .join('tickets as t', 't.id', 'h.ticket_id')
    .where('h.handover_id', id)
    .whereIn('h.state', ['stays', 'refused'])
    .whereNull('t.deleted_at')
    .orderBy('h.state')
    .orderBy('t.id')
    .limit(NAMED)
    .select('t.id', 't.title', 't.status', 't.workflow', 'h.refusal')
  return rows.map(({ refusal, ...row }) => ({
    ...row,
    why: refusal ? new Refusal(refusal.key, refusal.params).sentence(locale) : null,
  }))
}

/** Hand-overs that the worker has not finished, with what waits. One query. */
export async function listUnfinished(): Promise<{ id: number; name: string; waiting: number }[]> {
  return db
    .from('handovers as h')
    .join('handover_tickets as t', 't.handover_id', 'h.id')
    .whereNull('h.finished_at')
    .groupBy('h.id', 'h.name')
    .orderBy('h.id')
    .select('h.id', 'h.name')
    .select(db.raw(`count(*) filter (where t.state = 'waiting')::int as waiting`))
}
