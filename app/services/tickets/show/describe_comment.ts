import type Comment from '#models/comment'
import type { Words } from '#services/activity/describe_activity'
import type { DescribedFile } from '#services/tickets/show/describe_file'
import { mentionedOn } from '#services/tickets/show/mentioned_on'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { renderText } from '#services/words/render_text'
import { findWorkflow } from '#workflows/index'

/** A comment with its files, and what its reader may do with it. */
export function describeComment(
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
    html: renderText(comment.body, mentionedOn(shown)),
    body: comment.body,
    files: files.filter((file) => file.commentId === comment.id),
    editHref:
      comment.userId === viewer.id && mayWrite
        ? `/tickets/${ticket.id}/comments/${comment.id}/edit`
        : null,
    mayReply: mayWrite,
  }
}
