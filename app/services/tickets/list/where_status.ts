import { workflows } from '#workflows/index'

/**
 * Narrows a query over `tickets` to statuses: `open` in any workflow, or `support.in_progress` in one. A workflow is only
 * looked at where two share the word, so that the index of statuses serves all others.
 */
export function whereStatus(query: any, asked: string[]): any {
  const plain = asked.map((one) => {
    const { key, status } = partsOf(one)
    return key === null || workflowsWith(status).length === 1 ? status : null
  })
  const shared = asked.filter((_, index) => plain[index] === null).map(partsOf)
  return query.where((any: any) => {
    any.whereIn(
      'tickets.status',
      plain.filter((status) => status !== null)
    )
    for (const { key, status } of shared) {
      any.orWhere((one: any) => one.where({ 'tickets.workflow': key, 'tickets.status': status }))
    }
  })
}

/** The same statuses, each with its workflow in front: what a form offers. */
export function qualified(asked: string[] = []): string[] {
  return asked.flatMap((one) => {
    const { key, status } = partsOf(one)
    return key === null ? workflowsWith(status).map((name) => `${name}.${status}`) : [one]
  })
}

/** The workflow (null for any) and the status that an address names. */
export function partsOf(asked: string): { key: string | null; status: string } {
  const [first, second] = asked.split('.')
  return second === undefined ? { key: null, status: first } : { key: first, status: second }
}

/** The keys of the workflows that know a status. */
export function workflowsWith(status: string): string[] {
  return workflows.filter(({ statuses }) => statuses[status]).map(({ key }) => key)
}
