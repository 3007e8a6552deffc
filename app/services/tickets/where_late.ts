import clock from '#services/clock'

/** Bindings of `LATE`, in order. */
export const lateBindings = () => [clock.now().toJSDate(), clock.now().toJSDate()]

/**
 * Late, as lists, cards and queues all mean it: not finished, and past its deadline or past the time for a first answer
 * that nobody gave. A clock that stands still has no deadline, so it is not late by it.
 */
export const LATE = `not tickets.is_finished and (tickets.deadline_at < ?
  or (tickets.response_due_at < ? and tickets.first_response_at is null))`

/** Narrows a query over `tickets` to those that are late. */
export function whereLate(query: any): any {
  return query.whereRaw(LATE, lateBindings())
}
