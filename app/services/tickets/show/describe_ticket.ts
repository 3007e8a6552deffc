import type { Words } from '#services/activity/describe_activity'
import { describeChecklist } from '#services/checklists/describe_checklist'
import { describeDeliverables } from '#services/deliverables/describe_deliverables'
import { describeRating } from '#services/ratings/describe_rating'
import { describeBox } from '#services/tickets/show/describe_box'
import { describeComment } from '#services/tickets/show/describe_comment'
import { describeFacts, splitOf } from '#services/tickets/show/describe_facts'
import { describeFile } from '#services/tickets/show/describe_file'
import { describeLinks, describeMerge } from '#services/tickets/show/describe_links'
import { describePath } from '#services/tickets/show/describe_path'
import { describePeople } from '#services/tickets/show/describe_people'
import { describeResolution } from '#services/tickets/show/describe_resolution'
import { describeStatus, versionLine } from '#services/tickets/show/describe_status'
import { describeStatusHistory } from '#services/tickets/show/describe_status_history'
import { describeTalk } from '#services/tickets/show/describe_talk'
import { describeTimeline } from '#services/tickets/show/describe_timeline'
import { lastActor } from '#services/tickets/show/last_actor'
import { listActions } from '#services/tickets/show/list_actions'
import { mentionedOn } from '#services/tickets/show/mentioned_on'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { threadComments } from '#services/tickets/show/thread_comments'
import { renderText } from '#services/words/render_text'

/** Puts a loaded ticket into words for its viewer: templates have nothing left to decide or to load. */
export function describeTicket(shown: ShownTicket, words: Words) {
  const { i18n } = words
  const { ticket, names, people } = shown
  const files = shown.files.map((file) => describeFile(file, shown, words))
  const requester = people.byId.get(ticket.requesterId)
  return {
    id: ticket.id,
    title: ticket.title,
    workflow: ticket.workflow,
    priority: ticket.priority,
    lockVersion: ticket.lockVersion,
    isScheduled: names.isScheduled,
    scheduledStart: ticket.scheduledStart,
    handlingDepartment: names.handlingDepartment,
    requestingDepartment: { id: ticket.requestingDepartmentId, name: names.requestingDepartment },
    asked: i18n.t('ticket.asked', {
      type: names.type,
      name: requester?.fullName ?? '',
      department: names.requestingDepartment,
    }),
    status: describeStatus(shown, words),
    lastActor: lastActor(shown),
    briefChangedBy:
      ticket.briefVersion > 1 ? people.byId.get(ticket.briefChangedBy ?? 0)?.fullName : null,
    path: describePath(shown, words),
    resolution: describeResolution(shown, mentionedOn(shown), words),
    merge: describeMerge(shown),
    links: describeLinks(shown, words),
    history: describeStatusHistory(shown, words),
    rating: describeRating(shown.rating, words),
    box: describeBox(shown, words),
    actions: listActions(shown, words),
    hasDecisions: shown.plan.hasDecisions,
    rights: shown.rights,
    isMuted: shown.isMuted,
    isWatching: shown.watcherIds.includes(shown.viewer.id),
    brief: renderText(ticket.description, mentionedOn(shown)),
    versionLine: versionLine(shown, words),
    items: shown.items,
    pieces: ticket.pieces,
    split: splitOf(shown.items, words),
    files: files.filter((file) => file.kind === 'brief'),
    deliverables: describeDeliverables(shown, words),
    openPins:
      ticket.openPins > 0
        ? {
            count: ticket.openPins,
            said: i18n.t('deliverables.open_pins', { count: ticket.openPins }),
          }
        : null,
    comments: threadComments(
      shown.talk.comments.map((one) => describeComment(one, files, shown, words))
    ),
    commentCount: shown.talk.total,
    talk: describeTalk(shown),
    facts: describeFacts(shown, words),
    hasSum: ticket.clockStartedAt !== null && ticket.deadlineHours !== null,
    checklist: describeChecklist(shown, words),
    replyTemplates: shown.replyTemplates,
    handlingDepartmentId: ticket.handlingDepartmentId,
    people: describePeople(shown, words),
    timeline: describeTimeline(shown, words),
    activityCount: shown.timeline.total,
  }
}
