import type Comment from '#models/comment'
import { describeDeliverables } from '#services/deliverables/describe_deliverables'
import { describeChecklist } from '#services/checklists/describe_checklist'
import type { Words } from '#services/activity/describe_activity'
import { mayFollowUp } from '#services/tickets/follow_up'
import { describeRating } from '#services/ratings/describe_rating'
import { describeFacts, splitOf } from '#services/tickets/show/describe_facts'
import { describeLinks, describeMerge } from '#services/tickets/show/describe_links'
import { describePath } from '#services/tickets/show/describe_path'
import { describeResolution } from '#services/tickets/show/describe_resolution'
import { describeStatusHistory } from '#services/tickets/show/describe_status_history'
import { describeTimeline } from '#services/tickets/show/describe_timeline'
import { listActions } from '#services/tickets/show/list_actions'
import type { ShownFile } from '#services/tickets/show/load_files'
import { threadComments } from '#services/tickets/show/thread_comments'
import type { ShownTicket } from '#services/tickets/show_ticket'
import { renderText, type MentionedPeople } from '#services/words/render_text'
import { findWorkflow } from '#workflows/index'
import type { Relation } from '#workflows/workflow'
import { sizeOf } from '#services/words/size_of'

/** What the templates of the ticket page get: everything in words, nothing left to decide or to load. */

/** Puts a loaded ticket into words for its viewer. */
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
    resolution: describeResolution(shown, mentioned(shown), words),
    merge: describeMerge(shown),
    links: describeLinks(shown, words),
    history: describeStatusHistory(shown, words),
    rating: describeRating(shown.rating, words),
    box: boxOf(shown, words),
    actions: listActions(shown, words),
    hasDecisions: shown.plan.hasDecisions,
    rights: shown.rights,
    isMuted: shown.isMuted,
    isWatching: shown.watcherIds.includes(shown.viewer.id),
    brief: renderText(ticket.description, mentioned(shown)),
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

/** Which part of the talk stands here, and where the rest does. */
function describeTalk({ ticket, talk: { comments, earlier, total, part } }: ShownTicket) {
  const path = `/tickets/${ticket.id}`
  const before = part === 'newest' ? 'all' : comments[0]?.id
  return {
    earlier,
    shown: comments.length,
    total,
    /** So many that not all of them stand on one page. */
    isParted: part !== 'newest' && total > comments.length,
    earlierHref: earlier > 0 ? `${path}?comments=${before}#conversation` : null,
    newestHref: typeof part === 'object' ? `${path}#conversation` : null,
  }
}

/**
 * What stands below the talk: a box to write in (which may answer a question), one that asks again on a closed ticket,
 * or a sentence why there is none.
 */
function boxOf({ ticket, people, rights, standing, history }: ShownTicket, { i18n }: Words) {
  const { statuses, transitions } = findWorkflow(ticket.workflow)
  if (statuses[ticket.status].isClosed) {
    const mayAsk = mayFollowUp(standing) && ticket.mergedInto === null
    return { kind: mayAsk ? 'follow_up' : 'closed', answers: null }
  }
  if (!rights.takePart) return { kind: 'planned', answers: null }
  const answer = transitions.find(({ by }) => by === 'comment')
  const isAsked =
    answer?.from.includes(ticket.status) &&
    answer.who.some((grant) => standing.relations.has(grant as Relation))
  const asker = people.byId.get(history.at(-1)?.actorId ?? 0)
  return { kind: 'write', answers: isAsked ? (asker?.firstName ?? i18n.t('activity.desk')) : null }
}

/** Who was the last to do or say something that this viewer may know. */
function lastActor({ timeline, talk, people }: ShownTicket): string | null {
  const deed = timeline.activities[0]
  const word = talk.comments.at(-1)
  const isWord = word && (!deed || word.createdAt > deed.createdAt)
  return people.byId.get((isWord ? word.userId : deed?.actorId) ?? 0)?.fullName ?? null
}

function describeStatus({ ticket }: ShownTicket, { i18n }: Words) {
  const { tone, glyph } = findWorkflow(ticket.workflow).statuses[ticket.status]
  const words = `workflow.${ticket.workflow}.status`
  if (ticket.isConfirmed) return { tone, glyph: 's-confirmed', label: i18n.t(`${words}.confirmed`) }
  return { tone, glyph, label: i18n.t(`${words}.${ticket.status}`) }
}

function versionLine({ ticket, people }: ShownTicket, { i18n, times }: Words): string {
  const version = ticket.briefVersion
  if (version === 1 || !ticket.briefChangedAt) return i18n.t('ticket.version_first')
  return i18n.t('ticket.version_changed', {
    version,
    at: times.moment(ticket.briefChangedAt),
    name: people.byId.get(ticket.briefChangedBy ?? 0)?.firstName ?? i18n.t('activity.desk'),
  })
}

export interface DescribedFile extends ShownFile {
  detail: string
  icon: string
  /** Where its uploader takes it back; files of the brief go by an edit of the brief. */
  removeHref: string | null
}

function describeFile(
  file: ShownFile,
  { ticket, viewer, rights }: ShownTicket,
  { i18n }: Words
): DescribedFile {
  const isOwn = file.kind === 'comment' && file.uploaderId === viewer.id && rights.takePart
  const size = sizeOf(file.bytes, i18n.locale)
  const [kind, format] = file.mime.split('/')
  const what = file.width && file.height ? `${file.width} × ${file.height}` : format?.toUpperCase()
  const icons: Record<string, string> = { image: 'photo', video: 'video', audio: 'music' }
  const icon = icons[kind] ?? (format === 'pdf' ? 'file-type-pdf' : 'file')
  const isShort = what && what.length <= 14
  return {
    ...file,
    icon,
    detail: isShort ? `${what}, ${size}` : size,
    removeHref: isOwn ? `/tickets/${ticket.id}/attachments/${file.id}/remove` : null,
  }
}

/** The names that mentions show; each leads to the tickets of that person, as far as the viewer sees them. */
function mentioned({ people, ticket }: ShownTicket): MentionedPeople {
  const linked = [...people.byUsername].map(([username, { id, fullName, departmentId }]) => {
    const role = departmentId === ticket.handlingDepartmentId ? 'assignee' : 'requester'
    return [username, { fullName, href: `/tickets?tab=all&${role}=${id}` }] as const
  })
  return new Map(linked)
}

function describeComment(
  comment: Comment,
  files: DescribedFile[],
  shown: ShownTicket,
  { i18n, times }: Words
) {
  const { people, viewer, rights, ticket } = shown
  const mayWrite =
    rights.takePart && !findWorkflow(ticket.workflow).statuses[ticket.status].isClosed
  const writer = people.byId.get(comment.userId)
  const isManager = writer && writer.role !== 'member'
  const role = isManager ? `, ${i18n.t(`ticket.role.${writer.role}`)}` : ''
  return {
    id: comment.id,
    parentId: comment.parentId,
    writer: writer?.fullName ?? '',
    initials: writer?.initials ?? '',
    tone: writer?.tone ?? 'rest',
    department: writer ? `${writer.department}${role}` : '',
    at: times.moment(comment.createdAt),
    exact: times.exact(comment.createdAt),
    iso: times.iso(comment.createdAt),
    isEdited: comment.editedAt !== null,
    isInternal: comment.isInternal,
    mail: comment.isByMail
      ? {
          quoted: comment.quoted,
          signature: comment.signature,
          smallPrint: comment.smallPrint,
        }
      : null,
    revision: comment.revisionNumber
      ? i18n.t('ticket.revision_label', { number: comment.revisionNumber })
      : null,
    html: renderText(comment.body, mentioned(shown)),
    body: comment.body,
    files: files.filter((file) => file.commentId === comment.id),
    editHref:
      comment.userId === viewer.id && mayWrite
        ? `/tickets/${ticket.id}/comments/${comment.id}/edit`
        : null,
    mayReply: mayWrite,
  }
}

function describePeople(
  { ticket, people, collaboratorIds, watcherIds }: ShownTicket,
  { i18n }: Words
) {
  const row = (id: number | null, role: string, proposed = false) => {
    const person = people.byId.get(id ?? 0)
    if (!person) return []
    const parts = [i18n.t(`ticket.people.${role}`)]
    if (role === 'requester') parts.push(person.department)
    if (proposed) parts.push(i18n.t('ticket.people.proposed'))
    if (!person.isActive) parts.push(i18n.t('ticket.people.inactive'))
    return [{ ...person, name: person.fullName, role, detail: parts.join(', ') }]
  }
  return {
    rows: [
      ...row(ticket.requesterId, 'requester'),
      ...row(ticket.assigneeId, 'assignee', ticket.isProposed),
      ...collaboratorIds.flatMap((id) => row(id, 'collaborator', ticket.isProposed)),
    ],
    hasAssignee: ticket.assigneeId !== null,
    watchers: watcherIds.flatMap((id) => row(id, 'watcher')),
  }
}
