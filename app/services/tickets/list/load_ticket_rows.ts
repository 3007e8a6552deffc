import type User from '#models/user'
import { findApprovers } from '#services/approvals/find_approvers'
import { findHours } from '#services/approvals/find_hours'
import type { Words } from '#services/activity/describe_activity'
import { describeRow } from '#services/tickets/list/describe_row'
import { readRows } from '#services/tickets/list/read_rows'
import type { TicketRow } from '#services/tickets/list/ticket_row'

/**
 * The tickets of these ids as rows for this person, in the order given, in his words; those he may not see are left out.
 * Three queries for any number of ids.
 */
export async function loadTicketRows(
  ids: number[],
  viewer: User,
  words: Words
): Promise<TicketRow[]> {
  if (ids.length === 0) return []
  const [rows, approvers, hours] = await Promise.all([
    readRows(ids, viewer),
    findApprovers(),
    findHours(),
  ])
  return rows.map((row) => describeRow(row, viewer, { approvers, hours, ...words }))
}
