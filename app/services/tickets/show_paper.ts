import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { listVersions } from '#services/deliverables/list_versions'
import { showHistory } from '#services/tickets/history/show_history'
import { describeTicket } from '#services/tickets/show/describe_ticket'
import { showTicket } from '#services/tickets/show_ticket'

/** What a long history may fill of paper; more is told, with where it stands. */
export const MOST_ON_PAPER = 1000

/**
 * A ticket as it is filed: its page with the talk (its newest thousand comments), and all that happened, oldest first, as far as the viewer may read.
 * @throws NotFound for strangers
 */
export async function showPaper(ticketId: number, viewer: User, words: Words) {
  const shown = await showTicket(ticketId, viewer, { allActivity: false, comments: 'all' })
  const described = describeTicket(shown, words)
  const page = { ...described, address: `/tickets/${ticketId}`, isPaper: true }
  const history = await showHistory(ticketId, viewer, { order: 'oldest' }, words, MOST_ON_PAPER)
  const versions = shown.deliverables.length > 0 ? await listVersions(ticketId) : []
  return { page, history, versions }
}
