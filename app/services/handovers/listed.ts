/** A ticket as a list of open work names it. */
export interface WorkRow {
  id: number
  title: string
  status: string
  workflow: string
}

/** A number of tickets, and the oldest of them. */
export interface Listed {
  count: number
  rows: WorkRow[]
}

/** So many tickets of a list are named. */
export const SHOWN = 10

export function listed(rows: WorkRow[]): Listed {
  return { count: rows.length, rows: rows.slice(0, SHOWN) }
}

/** How many stand in each status. */
export function countStatuses(rows: WorkRow[]) {
  const groups = Map.groupBy(rows, ({ workflow, status }) => `${workflow} ${status}`)
  return [...groups.values()].map((some) => ({
    workflow: some[0].workflow,
    status: some[0].status,
    count: some.length,
  }))
}
