import db from '@adonisjs/lucid/services/db'

/** Not finished at an instant, as far as is known now: what was opened again counts as never finished. Over `f`. */
export function whereOpenAt(query: any, at: Date): any {
  return query
    .where('f.created_at', '<', at)
    .where((any: any) => any.whereRaw('f.is_open').orWhere('f.ended_at', '>=', at))
}

/** SQL with the zone as its binding: 1 for Monday to 7 for Sunday, and the hour of the day. */
export const weekdayOf = (moment: string) =>
  `extract(isodow from ${moment} at time zone ?)::integer`
export const hourOf = (moment: string) => `extract(hour from ${moment} at time zone ?)::integer`

/** A decision on a step: by whom, on which step, and what it said; all of it on one and the same decision. */
export interface DecisionAsked {
  by?: number
  step?: string
  verdict?: string
}

/** Narrows a query over `f` to tickets with such a decision, whatever became of it since. */
export function whereDecided(query: any, { by, step, verdict }: DecisionAsked): any {
  const decisions: any = db.from('approvals as a').whereRaw('a.ticket_id = f.ticket_id')
  if (by) decisions.where('a.user_id', by)
  if (step) decisions.where('a.step', step)
  if (verdict) decisions.where('a.decision', verdict)
  else decisions.where('a.decision', '<>', 'skipped')
  return query.whereExists(decisions)
}

/** SQL over `f`, with now as its binding: what is past its target and still waits for it. */
export const PAST_TARGET = {
  answer: 'f.is_open and f.first_response_at is null and f.response_due_at < ?',
  resolution: 'f.is_open and f.deadline_at < ?',
} as const

/** SQL over open `f`, with now as both its bindings: late as lists and cards mean it (where_late.ts). */
export const IS_LATE =
  '(f.deadline_at < ? or (f.response_due_at < ? and f.first_response_at is null))'

export type Target = keyof typeof PAST_TARGET
