/** The brief and people of a ticket after an activity, as far as reports count them; times in milliseconds. */
export interface Kept {
  priority: string
  requestTypeId: number
  productId: number | null
  quantity: number | null
  criteria: string | null
  items: KeptItem[]
  requestingDepartmentId: number
  handlingDepartmentId: number
  assigneeId: number | null
  helpers: number[]
  assignedAt: number | null
  deadlineAt: number | null
  responseDueAt: number | null
  firstResponseAt: number | null
  confirmedAt: number | null
  resolvedAt: number | null
  actualEnd: number | null
}

export interface KeptItem {
  productId: number
  quantity: number
  criteria: string | null
}

/** One activity of a ticket, with what was kept after it. */
export interface Told {
  id: number
  actorId: number | null
  action: string
  to: string | null
  at: number
  isInternal: boolean
  details: { step?: string; skipped?: { step: string }[]; [fact: string]: unknown }
  /** The score before and after a rating that was changed. */
  rating: { before: string; after: string } | null
  /** Null for talk; of the oldest snapshots parts are not known. */
  kept: Partial<Kept> | null
}

/** What is written down of a ticket, in the columns of their tables. */
export type Written = Record<string, any>

/** All that the replay of one ticket reads. */
export interface Story {
  ticketId: number
  /** Its row of ticket_facts. */
  facts: Written
  /** Its row of ticket_times; null after a purge. */
  times: Written | null
  /** Helpers and items as they are: what holds where nothing was kept. */
  helpers: number[]
  items: KeptItem[]
  told: Told[]
}
