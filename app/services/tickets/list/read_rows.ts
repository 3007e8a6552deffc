import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import User from '#models/user'
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
  helpers: number
  statusSince: DateTime
  deadlineAt: DateTime | null
  scheduledStart: DateTime | null
  completedAt: DateTime | null
  createdAt: DateTime
  comments: number
  files: number
  comment: { by: RowPerson; body: string; at: DateTime } | null
  thumbnailId: number | null
}

/** The tickets of these ids in one query, as far as this person may see them, in the order given. */
export async function readRows(ids: number[], viewer: User): Promise<RawRow[]> {
  const query = db
    .from('tickets')
    .joinRaw('join request_types type on type.id = tickets.request_type_id')
    .joinRaw('join departments asking on asking.id = tickets.requesting_department_id')
    .joinRaw('join users requester on requester.id = tickets.requester_id')
    .joinRaw('left join users assignee on assignee.id = tickets.assignee_id')
    .joinRaw(LAST_COMMENT)
    .joinRaw('left join users writer on writer.id = said.user_id')
    .joinRaw(LAST_REJECTION)
    .joinRaw('left join users rejecter on rejecter.id = refused.user_id')
    .whereIn('tickets.id', ids)
    .whereNull('tickets.deleted_at')
    .select(db.raw(COLUMNS, [viewer.id, viewer.id]))
  const rows = await whereVisible(query, viewer)
  const byId = new Map(rows.map((row: any) => [row.id as number, asRawRow(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const PERSON = (name: string) =>
  `case when ${name}.id is not null then json_build_array(${name}.id, ${name}.first_name, ${name}.last_name, ${name}.username) end as ${name}`

const COLUMNS = `tickets.id, tickets.title, left(tickets.description, 600) as description, tickets.workflow, tickets.status,
  tickets.request_type_id, type.name as type_name, type.icon as type_icon, type.is_scheduled, tickets.pieces,
  tickets.criteria = 'video' or exists (select 1 from ticket_items i where i.ticket_id = tickets.id and i.criteria = 'video') as has_video,
  tickets.priority, tickets.lock_version, tickets.round, tickets.brief_version, tickets.requester_id, tickets.assignee_id,
  tickets.assigned_at, tickets.requesting_department_id, tickets.handling_department_id, tickets.confirmed_at,
  tickets.department_approved_at, tickets.approved_at, tickets.rejected_at, tickets.started_at, tickets.completed_at,
  tickets.status_since, tickets.deadline_at, tickets.scheduled_start, tickets.created_at, tickets.comment_count,
  tickets.attachment_count, asking.name as department,
  requester.approved_at is not null and requester.deactivated_at is null as requester_is_active,
  exists (select 1 from collaborators c where c.ticket_id = tickets.id and c.user_id = ?) as is_collaborator,
  exists (select 1 from watchers w where w.ticket_id = tickets.id and w.user_id = ?) as is_watcher,
  (select count(*) from collaborators c where c.ticket_id = tickets.id)::int as helpers,
  (select a.id from attachments a where a.ticket_id = tickets.id and a.removed_at is null and a.kind <> 'comment'
    and a.thumbnail_key is not null order by a.kind desc, a.id limit 1) as thumbnail_id,
  left(said.body, 400) as said_body, said.created_at as said_at,
  ${['requester', 'assignee', 'writer', 'rejecter'].map(PERSON).join(', ')}`

const LAST_COMMENT = `left join lateral (select c.user_id, c.body, c.created_at from comments c
  where c.ticket_id = tickets.id and not c.is_internal order by c.created_at desc, c.id desc limit 1) said
  on tickets.comment_count > 0`

const LAST_REJECTION = `left join lateral (select a.user_id from approvals a where a.ticket_id = tickets.id
  and a.decision = 'rejected' order by a.id desc limit 1) refused on tickets.rejected_at is not null`

function asRawRow(row: any): RawRow {
  const time = (value: Date | null) => (value ? DateTime.fromJSDate(value, { zone: 'utc' }) : null)
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    workflow: row.workflow,
    status: row.status,
    step: findWorkflow(row.workflow).statuses[row.status]?.step ?? null,
    requestTypeId: row.request_type_id,
    typeName: row.type_name,
    typeIcon: row.type_icon,
    isScheduled: row.is_scheduled,
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
    requester: asPerson(row.requester)!,
    assignee: asPerson(row.assignee),
    rejecter: asPerson(row.rejecter),
    department: row.department,
    helpers: row.helpers,
    statusSince: time(row.status_since)!,
    deadlineAt: time(row.deadline_at),
    scheduledStart: time(row.scheduled_start),
    completedAt: time(row.completed_at),
    createdAt: time(row.created_at)!,
    comments: row.comment_count,
    files: row.attachment_count,
    comment: row.said_at
      ? { by: asPerson(row.writer)!, body: row.said_body, at: time(row.said_at)! }
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
