import { DateTime } from 'luxon'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { NotFound } from '#exceptions/refusals'
import type { BriefForm } from '#services/tickets/brief'
import type { Priority } from '#workflows/workflow'

/** A ticket as it was after one of its activities. */
export interface Past {
  activityId: number
  action: string
  actorId: number | null
  details: Record<string, unknown>
  at: DateTime
  status: string
  priority: Priority
  requestTypeId: number
  brief: Required<BriefForm>
  briefVersion: number
  files: { id: number; name: string }[]
  assigneeId: number | null
  assignedAt: DateTime | null
  collaboratorIds: number[]
  /** The rest is not known of the oldest snapshots. */
  handlingDepartmentId: number | null
  clockStartedAt: DateTime | null
  resolvedAt: DateTime | null
  actualEnd: DateTime | null
  isConfirmed: boolean
}

/**
 * A point of a ticket's history: an activity of this ticket that kept a snapshot.
 * @throws NotFound for any other activity
 */
export async function readPast(
  client: QueryClientContract,
  ticketId: number,
  activityId: number
): Promise<Past> {
  const row = await client
    .from('ticket_snapshots as s')
    .join('activities_in_full as a', 'a.id', 's.activity_id')
    .where({ 's.activity_id': activityId, 's.ticket_id': ticketId, 'a.ticket_id': ticketId })
    .where('a.is_internal', false)
    .select('a.id', 'a.action', 'a.actor_id', 'a.details', 'a.created_at', 's.data')
    .first()
  if (!row) throw new NotFound()
  return pastOf(row)
}

/** A joined row of a snapshot and its activity. */
export function pastOf(row: any): Past {
  const { data } = row
  return {
    activityId: Number(row.id),
    action: row.action,
    actorId: row.actor_id,
    details: row.details,
    at: DateTime.fromJSDate(row.created_at),
    status: data.status,
    priority: data.priority,
    requestTypeId: data.request_type_id,
    brief: {
      title: data.title,
      description: data.description,
      productId: data.product_id,
      items: data.items.map((item: any) => ({
        productId: item.product_id,
        quantity: item.quantity,
        criteria: item.criteria,
      })),
      quantity: data.quantity,
      criteria: data.criteria,
      fileFormat: data.file_format,
      scheduledStart: moment(data.scheduled_start),
      scheduledEnd: moment(data.scheduled_end),
    },
    briefVersion: data.brief_version,
    files: data.files,
    assigneeId: data.assignee_id,
    assignedAt: moment(data.assigned_at),
    collaboratorIds: data.collaborators,
    handlingDepartmentId: data.handling_department_id ?? null,
    clockStartedAt: moment(data.clock_started_at),
    resolvedAt: moment(data.resolved_at),
    actualEnd: moment(data.actual_end),
    isConfirmed: Boolean(data.confirmed_at),
  }
}

function moment(value: string | null | undefined): DateTime | null {
  return value ? DateTime.fromISO(value) : null
}
