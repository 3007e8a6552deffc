import type Activity from '#models/activity'
import type User from '#models/user'
import { loadChecklist } from '#services/checklists/load_checklist'
import clock from '#services/clock'
import { listDeliverables } from '#services/deliverables/list_deliverables'
import { loadOpenPins } from '#services/deliverables/load_open_pins'
import { loadRating } from '#services/ratings/load_rating'
import { mayReadRating } from '#services/ratings/rating_rules'
import { offerReplyTemplates } from '#services/templates/offer_reply_templates'
import { loadFiles } from '#services/tickets/show/load_files'
import { loadFollowers } from '#services/tickets/show/load_followers'
import { loadItems } from '#services/tickets/show/load_items'
import { loadLinks } from '#services/tickets/show/load_links'
import { loadPeople } from '#services/tickets/show/load_people'
import { loadStatusHistory } from '#services/tickets/show/load_status_history'
import { loadTalk, type TalkPart } from '#services/tickets/show/load_talk'
import { loadTicket } from '#services/tickets/show/load_ticket'
import { loadTimeLeft } from '#services/tickets/show/load_time_left'
import { loadTimeline } from '#services/tickets/show/load_timeline'
import { namedIds } from '#services/tickets/show/named_ids'
import { planPath } from '#services/tickets/show/plan_path'
import { rightsOn } from '#services/tickets/show/rights_on'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { readSettings } from '#services/settings/read_settings'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'
import { mentionsIn } from '#services/words/render_text'
import { findWorkflow } from '#workflows/index'
import { openTransitions } from '#workflows/workflow'

export interface ShowOptions {
  allActivity?: boolean
  comments?: TalkPart
}

/**
 * Loads the ticket page for one viewer; what he may not see (notes, their files and their activities) is not loaded.
 * @throws NotFound for strangers
 */
export async function showTicket(
  ticketId: number,
  viewer: User,
  options: ShowOptions = {}
): Promise<ShownTicket> {
  const { ticket, names } = await loadTicket(ticketId, viewer)
  const workflow = findWorkflow(ticket.workflow)
  const { collaboratorIds, watcherIds, isMuted } = await loadFollowers(ticketId, viewer)
  const standing = standingOf(viewer, {
    ...factsOf(ticket, viewer, collaboratorIds, names.requesterIsActive),
    isWatcher: watcherIds.includes(viewer.id),
  })
  const rights = rightsOn(ticket, workflow, standing)
  const withNotes = rights.notes
  const items = names.hasItems ? await loadItems(ticketId) : []
  const replyTemplates = await offerReplyTemplates(ticket, viewer, standing)
  const [checklist, plan, files, deliverables, openPins, talk, timeline, history, links, timeLeft] =
    await Promise.all([
      loadChecklist(ticketId),
      planPath(ticket, items, names.isScheduled),
      loadFiles(ticketId, withNotes),
      ticket.deliverableCount > 0 ? listDeliverables(ticketId) : [],
      ticket.openPins > 0 ? loadOpenPins(ticketId) : [],
      loadTalk(ticketId, { withNotes, part: options.comments ?? 'newest' }),
      loadTimeline(ticketId, {
        withNotes,
        withRating: mayReadRating(standing),
        all: options.allActivity ?? false,
      }),
      loadStatusHistory(ticketId),
      names.hasLinks ? loadLinks(ticketId, viewer) : [],
      loadTimeLeft(ticket),
    ])
  const people = await loadPeople(
    namedIds(ticket, { collaboratorIds, watcherIds, plan, talk, timeline, history }),
    [
      ticket.description,
      ticket.resolutionNote ?? '',
      ...talk.comments.map((comment) => comment.body),
    ].flatMap(mentionsIn)
  )
  const { closeAfterDays } = await readSettings()
  return {
    ticket,
    names,
    viewer,
    now: clock.now(),
    standing,
    moves: openTransitions(workflow, standing),
    rights,
    people,
    collaboratorIds,
    watcherIds,
    isMuted,
    items,
    plan,
    files,
    deliverables,
    openPins,
    talk,
    timeline,
    checklist,
    replyTemplates,
    rating: await loadRating(ticket, viewer.id, standing),
    history,
    links,
    timeLeft,
    closeAfterDays,
    confirmedBy: confirmer(timeline.activities),
  }
}

function confirmer(activities: Activity[]): number | null {
  return activities.find((activity) => activity.action === 'confirmed')?.actorId ?? null
}
