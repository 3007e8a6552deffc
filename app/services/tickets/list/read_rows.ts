import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import User from '#models/user'
import { isAwaited } from '#services/preflight/is_awaited'
import type { TicketFacts } from '#services/tickets/standing_of'
import type { RowPerson } from '#services/tickets/list/ticket_row'
import type { Priority, Step } from '#workflows/workflow'
import { findWorkflow } from '#workflows/index'

/** A ticket as the database gives it for a row, with the people's names; nothing is in words yet. */
export interface RawRow extends TicketFacts {
  id: number
  title: string
  description: string
  requestTypeId: number
  typeName: string
  typeIcon: string
  isScheduled: boolean
  pieces: number | null
  hasVideo: boolean
  priority: Priority
  lockVersion: number
  round: number
  briefVersion: number
  step: Step | null
  requester: RowPerson
  assignee: RowPerson | null
  rejecter: RowPerson | null
  department: string
  handlingDepartment: string
  helpers: number
  statusSince: DateTime
  deadlineAt: DateTime | null
  scheduledStart: DateTime | null
  /** When the work was done. */
  completedAt: DateTime | null
  /** The clock stands still since then. */
  pausedAt: DateTime | null
  /** A rule gave it a time to be done in. */
  isTimed: boolean
  responseDueAt: DateTime | null
  firstResponseAt: DateTime | null
  createdAt: DateTime
  comments: number
  files: number
  openPins: number
  comment: { by: RowPerson; body: string; at: DateTime } | null
  thumbnailId: number | null
}

/** The tickets of these ids in one query, as far as this person may see them, in the order given. */
export async function readRows(ids: number[], viewer: User): Promise<RawRow[]> {
  const query = db
    .from('tickets')
    .whereIn('tickets.id', ids)
    .whereNull('tickets.deleted_at')
    .select(db.raw(COLUMNS, [viewer.id, viewer.id]))
  const rows = await whereVisible(query, viewer)
  const byId = new Map(rows.map((row: any) => [row.id as number, asRawRow(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const PERSON = `json_build_array(u.id, u.first_name, u.last_name, u.username)`

// What stands beside a ticket is looked up for each of these few: as joins, the planner would weigh their order for longer
// than the whole query takes.
const COLUMNS = `tickets.id, tickets.title, left(tickets.description, 600) as description, tickets.workflow, tickets.status,
  tickets.request_type_id, tickets.pieces,
  tickets.criteria = 'video' or exists (select 1 from ticket_items i where i.ticket_id = tickets.id and i.criteria = 'video') as has_video,
  tickets.priority, tickets.lock_version, tickets.round, tickets.brief_version, tickets.requester_id, tickets.assignee_id,
  tickets.assigned_at, tickets.requesting_department_id, tickets.handling_department_id, tickets.confirmed_at,
  tickets.department_approved_at, tickets.approved_at, tickets.rejected_at, tickets.started_at, tickets.completed_at,
  tickets.status_since, tickets.deadline_at, tickets.scheduled_start, tickets.created_at,
  tickets.resolved_at, tickets.paused_at, tickets.deadline_hours is not null as is_timed, tickets.response_due_at,
  tickets.first_response_at, tickets.comment_count,
  tickets.attachment_count, tickets.checklist_left, tickets.deliverable_count, tickets.open_pins,
  tickets.preflight_failing, tickets.preflight_awaited_until,
  (select json_build_array(t.name, t.icon, t.is_scheduled, t.deliverable_required) from request_types t where t.id = tickets.request_type_id) as type,
  (select d.name from departments d where d.id = tickets.requesting_department_id) as department,
  (select d.name from departments d where d.id = tickets.handling_department_id) as handling_department,
  (select ${PERSON} from users u where u.id = tickets.requester_id) as requester,
  (select u.approved_at is not null and u.deactivated_at is null from users u where u.id = tickets.requester_id) as requester_is_active,
  (select ${PERSON} from users u where u.id = tickets.assignee_id) as assignee,
  exists (select 1 from collaborators c where c.ticket_id = tickets.id and c.user_id = ?) as is_collaborator,
  exists (select 1 from watchers w where w.ticket_id = tickets.id and w.user_id = ?) as is_watcher,
  (select count(*) from collaborators c where c.ticket_id = tickets.id)::int as helpers,
  (select a.id from attachments a where a.ticket_id = tickets.id and a.removed_at is null and a.kind <> 'comment'
    and a.thumbnail_key is not null
    and (a.deliverable_id is null or a.id = (select d.current_id from deliverables d where d.id = a.deliverable_id))
    order by a.kind desc, a.id limit 1) as thumbnail_id,
  case when tickets.comment_count > 0 then (select json_build_array(left(c.body, 400), c.created_at, ${PERSON})
    from comments c join users u on u.id = c.user_id
    where c.ticket_id = tickets.id and not c.is_internal order by c.created_at desc, c.id desc limit 1) end as said,
  case when tickets.rejected_at is not null then (select case when u.id is not null then ${PERSON} end
    from approvals a left join users u on u.id = a.user_id
    where a.ticket_id = tickets.id and a.decision = 'rejected' order by a.id desc limit 1) end as rejecter`

function asRawRow(row: any): RawRow {
  const time = (value: Date | null) => (value ? DateTime.fromJSDate(value, { zone: 'utc' }) : null)
  const [typeName, typeIcon, isScheduled, asksForDeliverable] = row.type
  const [body, saidAt, writer] = row.said ?? []
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    workflow: row.workflow,
    status: row.status,
    step: findWorkflow(row.workflow).statuses[row.status]?.step ?? null,
    requestTypeId: row.request_type_id,
    typeName,
    typeIcon,
    isScheduled,
    pieces: row.pieces,
    hasVideo: row.has_video ?? false,
    priority: row.priority,
    lockVersion: row.lock_version,
    round: row.round,
    briefVersion: row.brief_version,
    requesterId: row.requester_id,
    requesterIsActive: row.requester_is_active,
    assigneeId: row.assignee_id,
    isAssigned: row.assigned_at !== null,
    isCollaborator: row.is_collaborator,
    isWatcher: row.is_watcher,
    requestingDepartmentId: row.requesting_department_id,
    handlingDepartmentId: row.handling_department_id,
    isConfirmed: row.confirmed_at !== null,
    isUndecided:
      row.round === 1 && !row.department_approved_at && !row.approved_at && !row.rejected_at,
    workStarted: row.started_at !== null,
    isChecklistDone: row.checklist_left === 0,
    isDeliverableReady: row.deliverable_count > 0 || !asksForDeliverable,
    isPreflightPassed: row.preflight_failing === 0,
    isPreflightRead: !isAwaited(time(row.preflight_awaited_until)),
    openPins: row.open_pins,
    requester: asPerson(row.requester)!,
    assignee: asPerson(row.assignee),
    rejecter: asPerson(row.rejecter),
    department: row.department,
    handlingDepartment: row.handling_department,
    helpers: row.helpers,
    statusSince: time(row.status_since)!,
    deadlineAt: time(row.deadline_at),
    scheduledStart: time(row.scheduled_start),
    completedAt: time(row.completed_at ?? row.resolved_at),
    pausedAt: time(row.paused_at),
    isTimed: row.is_timed,
    responseDueAt: time(row.response_due_at),
    firstResponseAt: time(row.first_response_at),
    createdAt: time(row.created_at)!,
    comments: row.comment_count,
    files: row.attachment_count,
    comment: saidAt
      ? { by: asPerson(writer)!, body, at: DateTime.fromISO(saidAt, { zone: 'utc' }) }
      : null,
    thumbnailId: row.thumbnail_id,
  }
}

type PersonColumns = [id: number, firstName: string, lastName: string, username: string]

function asPerson(columns: PersonColumns | null): RowPerson | null {
  if (!columns) return null
  const [id, firstName, lastName, username] = columns
  const user = new User()
  user.id = id
  user.firstName = firstName
  user.lastName = lastName
  user.username = username
  const { fullName, initials, tone } = user
  return { id, fullName, firstName: firstName || fullName, initials, tone }
}
