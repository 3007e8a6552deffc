import type { Infer } from '@vinejs/vine/types'
import { addressWith } from '#services/lists/address_with'
import type { historyFilter } from '#validators/activities'

/** What a history is asked for: filters, order, and where the page begins. */
export type HistoryQuestion = Infer<typeof historyFilter>

export function historyPath(ticketId: number): string {
  return `/tickets/${ticketId}/history`
}

/** The address of a history that differs from this one; undefined leaves a part out, a filter begins at its first page. */
export function historyAddress(
  ticketId: number,
  { after, before, ...kept }: HistoryQuestion,
  change: Partial<HistoryQuestion> = {}
): string {
  const { order, ...rest } = { ...kept, ...change }
  return addressWith(historyPath(ticketId), {
    ...rest,
    order: order === 'oldest' ? order : undefined,
  })
}
