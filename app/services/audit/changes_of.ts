/** What an audit event changed: names of fields with their values before and after. */
export interface Change {
  field: string
  before?: unknown
  after?: unknown
}

/** True for what the desk writes; past it anything that is JSON may stand there. */
export function isChange(one: unknown): one is Change {
  return typeof one === 'object' && one !== null && typeof (one as Change).field === 'string'
}

/** The changes of an event as they stand in the database; one that nobody of the desk wrote is shown as it is. */
export function changesOf(changes: unknown): Change[] {
  const list: unknown[] = Array.isArray(changes) ? changes : [changes]
  return list.map((one) =>
    isChange(one) ? one : { field: 'unreadable', before: null, after: JSON.stringify(one) }
  )
}
