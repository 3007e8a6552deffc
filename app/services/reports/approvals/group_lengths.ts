import db from '@adonisjs/lucid/services/db'

/**
 * Decisions of one person on one step that took the same number of minutes, as a query over a query `t` of tickets. A
 * ticket counts with its last decision of a kind; only one that was voided can have another after it.
 */
export function groupLengths(): any {
  const count = (is: string, last: string) =>
    `count(*) filter (where ${is} and (a.voided_at is null or not exists (select 1 from approvals b
      where b.ticket_id = a.ticket_id and b.step = a.step and b.id > a.id and ${last})))`
  const byHand = (row: string) => `${row}.decision <> 'skipped'`
  const verdict = (name: string) =>
    `${count(`a.decision = '${name}'`, 'b.user_id = a.user_id and b.decision = a.decision')} as ${name},
     ${count(`a.decision = '${name}'`, 'b.decision = a.decision')} as all_${name}`
  return (
    db
      .from('t')
      .joinRaw('join approvals a on a.ticket_id = t.ticket_id')
      // Numbers go with the time of creation: of a million tickets only the approvals of these numbers are read.
      .whereRaw(
        'a.ticket_id between (select min(ticket_id) from t) and (select max(ticket_id) from t)'
      )
      .select('a.step', 'a.user_id')
      .select(
        db.raw(`(extract(epoch from a.decided_at - a.due_at)::float8 / 60)::integer as minutes,
          count(*) filter (where ${byHand('a')}) as decisions,
          ${count(byHand('a'), `b.user_id = a.user_id and ${byHand('b')}`)} as decided,
          ${count(byHand('a'), byHand('b'))} as all_decided,
          ${verdict('approved')}, ${verdict('rejected')},
          ${count(`a.decision = 'skipped'`, 'b.decision = a.decision')} as skipped`)
      )
      .groupByRaw('a.step, a.user_id, minutes')
  )
}
