import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import type { FindApprovers } from '#services/approvals/find_approvers'
import type { FindHours } from '#services/approvals/find_hours'
import type { RawRow } from '#services/tickets/list/read_rows'
import { rowActions } from '#services/tickets/list/row_actions'
import type { TicketRow } from '#services/tickets/list/ticket_row'
import { departmentOfStep } from '#services/tickets/department_of_step'
import { excerptOf } from '#services/words/excerpt_of'
import { responseOf } from '#services/tickets/list/response_of'
import { requestersTurns } from '#services/tickets/whose_turn'
import { findWorkflow } from '#workflows/index'

export interface RowLookups extends Words {
  approvers: FindApprovers
  hours: FindHours
}

/** Puts a row into words and finds what the viewer may do with it; pure. */
export function describeRow(row: RawRow, viewer: User, lookups: RowLookups): TicketRow {
  const { i18n, times } = lookups
  const { tone, glyph } = findWorkflow(row.workflow).statuses[row.status]
  const key = row.isConfirmed ? 'confirmed' : row.status
  return {
    id: row.id,
    href: `/tickets/${row.id}`,
    title: row.title,
    typeName: row.typeName,
    typeIcon: row.typeIcon,
    pieces: row.pieces,
    excerpt: excerptOf(row.description, 140).text,
    requester: row.requester,
    department: row.department,
    assignee: row.assignee,
    isProposed: row.assignee !== null && !row.isAssigned,
    helpers: row.helpers,
    priority: row.priority,
    status: {
      key,
      tone,
      glyph: row.isConfirmed ? 's-confirmed' : glyph,
      label: i18n.t(`workflow.${row.workflow}.status.${key}`),
    },
    waits: waits(row, viewer, lookups),
    due: {
      ...due(row, lookups),
      at: times.iso(row.deadlineAt),
      exact: times.exact(row.deadlineAt),
    },
    response: responseOf(row, lookups),
    age: times.age(row.createdAt),
    handlingDepartment: row.handlingDepartment,
    handlingDepartmentId: row.handlingDepartmentId,
    isMine: row.requesterId === viewer.id,
    comment: row.comment && {
      by: row.comment.by.firstName,
      text: excerptOf(row.comment.body, 120).text,
      at: times.age(row.comment.at),
    },
    comments: row.comments,
    files: row.files,
    pins:
      row.openPins > 0
        ? { count: row.openPins, said: i18n.t('deliverables.open_pins', { count: row.openPins }) }
        : null,
    thumbnail: row.thumbnailId
      ? `/tickets/${row.id}/attachments/${row.thumbnailId}/thumbnail`
      : null,
    ...rowActions(row, viewer, lookups),
    createdAt: row.createdAt,
  }
}

/** Whom a ticket waits for and since when; a finished one, since when it is. */
function waits(row: RawRow, viewer: User, { i18n, times, approvers }: RowLookups): string {
  const length = times.age(row.statusSince)
  const on = (key: string, name = '') => i18n.t(`ticket_list.waits.${key}`, { name, length })
  const person = (id: number, name: string) => (id === viewer.id ? on('you') : on('person', name))
  const workflow = findWorkflow(row.workflow)
  const { isFinished } = workflow.statuses[row.status]
  if (row.step) {
    const found = approvers(departmentOfStep(row.step, row), row.requesterId)
    if (found.approvers.some(({ id }) => id === viewer.id)) return on('you')
    if (found.byAdmins) return on(found.approvers.length > 0 ? 'admins' : 'nobody')
    return on('person', found.approvers[0].fullName.split(' ')[0])
  }
  if (row.isConfirmed) return on('ago')
  if (requestersTurns(workflow).includes(row.status))
    return person(row.requester.id, row.requester.firstName)
  if (isFinished) return row.rejecter ? on('by', row.rejecter.firstName) : on('ago')
  if (row.status !== workflow.afterSteps) return on('since')
  if (!row.assignee || !row.isAssigned) return on('assignee')
  return person(row.assignee.id, row.assignee.firstName)
}

/** The deadline in words: what is left, kept or missed, or what it will be. */
function due(row: RawRow, { i18n, times, hours }: RowLookups): TicketRow['due'] {
  const say = (key: string, params = {}, tone: 'wait' | 'stop' | null = null) => ({
    text: i18n.t(`ticket_list.due.${key}`, params),
    tone,
    glyph: tone === 'stop' ? ('s-late' as const) : ('s-due' as const),
    at: '',
    exact: '',
  })
  const status = findWorkflow(row.workflow).statuses[row.status]
  if (row.deadlineAt) {
    if (!status.isFinished) return { ...times.due(row.deadlineAt), at: '', exact: '' }
    if (!row.completedAt) return say('none')
    const late = row.completedAt.diff(row.deadlineAt, 'seconds').seconds
    if (late <= 0 || row.isScheduled) return say('kept')
    return say('missed', { length: times.length(late) })
  }
  // Done while the clock stood still: there was time left.
  if (status.isFinished) return say(row.completedAt && row.isTimed ? 'kept' : 'none')
  if (row.pausedAt) return say('stopped')
  if (row.isScheduled) {
    return row.scheduledStart
      ? say('starts', { at: times.moment(row.scheduledStart) })
      : say('none')
  }
  const { workflow, requestTypeId, priority, hasVideo } = row
  const allowed = hours({
    workflow,
    requestTypeId,
    priority,
    criteria: hasVideo ? 'video' : 'image',
  })
  if (allowed === null) return say('none')
  return say(status.step ? 'on_approval' : 'on_assignment', { length: times.allowed(allowed) })
}
