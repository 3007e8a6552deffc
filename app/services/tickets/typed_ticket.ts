/** One row of products as typed. */
export interface TypedItem {
  productId: string
  quantity: string
  criteria: string
}

/** Fields of one text each. */
export const TEXTS = [
  'type',
  'title',
  'description',
  'productId',
  'quantity',
  'criteria',
  'fileFormat',
  'scheduledStart',
  'scheduledEnd',
  'priority',
  'assigneeId',
  'idempotencyKey',
  'lockVersion',
] as const

/** The ticket form as typed, before anything was judged: what is shown again, kept as a draft and validated. */
export interface TypedTicket extends Record<(typeof TEXTS)[number], string> {
  items: TypedItem[]
  collaboratorIds: string[]
  fileIds: number[]
  removedFileIds: number[]
}

/** An empty form. */
export function emptyTicket(given: Partial<TypedTicket> = {}): TypedTicket {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, '']))
  return {
    ...(texts as Record<(typeof TEXTS)[number], string>),
    priority: 'medium',
    items: [],
    collaboratorIds: [],
    fileIds: [],
    removedFileIds: [],
    ...given,
  }
}

/** Rows that nobody filled in, beside others that somebody did, are left out. */
export function withoutBlankRows(items: TypedItem[]): TypedItem[] {
  const filled = items.filter((item) => item.productId !== '')
  const isBlank = (item: TypedItem) => !item.productId && ['', '1'].includes(item.quantity)
  return filled.length > 0 ? items.filter((item) => !isBlank(item)) : items
}
