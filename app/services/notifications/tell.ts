import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import type { Audience } from '#workflows/workflow'
import { groupsOf, resolveAudience } from '#services/notifications/resolve_audience'
import { firstState } from '#services/deliveries/muted'
import { wakeDeliveries } from '#services/deliveries/wake_deliveries'
import { writeNotices } from '#services/notifications/write_notices'

/** One group of people and what they are told. Earlier tellings win: one event is one notification a person. */
export interface Telling {
  /** Groups by their relation, or people by id. */
  to: Audience[] | { ids: number[] }
  kind: string
  details?: Record<string, unknown>
  /** Mails leave no earlier than this (a request to decide is sent at most once a minute). */
  notBefore?: DateTime
}

/** What happened, as the notifications need it. */
export interface ToldEvent {
  eventKey: string
  ticket: Ticket | null
  activityId: number | null
  actorId: number | null
  isInternal: boolean
  /** People of the thread and people mentioned, for comments. */
  threadIds?: number[]
  mentionedIds?: number[]
}

/**
 * Writes the notifications of one event, and their deliveries through each person's channels, in the caller's
 * transaction. The actor is never told about his own act; inactive people are not told.
 */
export async function tell(
  trx: TransactionClientContract,
  event: ToldEvent,
  tellings: Telling[]
): Promise<void> {
  const told = new Map<number, Telling & { reason: string }>()
  for (const telling of tellings) {
    const groups = Array.isArray(telling.to) ? groupsOf(telling.to) : [telling.to]
    for (const group of groups) {
      const ids = typeof group === 'string' ? await resolveAudience(trx, group, event) : group.ids
      const reason = typeof group === 'string' ? group : 'chosen'
      for (const id of ids) if (!told.has(id)) told.set(id, { ...telling, reason })
    }
  }
  if (event.actorId !== null) told.delete(event.actorId)
  if (told.size === 0) return
  const written = await writeNotifications(trx, event, told)
  if (written > 0 && firstState() === 'waiting') await wakeDeliveries(trx)
}

async function writeNotifications(
  trx: TransactionClientContract,
  event: ToldEvent,
  told: Map<number, Telling & { reason: string }>
): Promise<number> {
  const rows = [...told].map(([userId, { kind, reason, details, notBefore }]) => ({
    user_id: userId,
    kind,
    reason,
    details: details ?? {},
    not_before: notBefore?.toISO() ?? null,
  }))
  return writeNotices(
    trx,
    `select :eventKey::text as event_key, t.user_id, :ticketId::int as ticket_id, :activityId::bigint as activity_id,
       :actorId::int as actor_id, t.kind, t.reason, t.details, t.not_before
     from jsonb_to_recordset(:rows::jsonb)
       as t(user_id int, kind text, reason text, details jsonb, not_before timestamptz)`,
    {
      rows: JSON.stringify(rows),
      eventKey: event.eventKey,
      ticketId: event.ticket?.id ?? null,
      activityId: event.activityId,
      actorId: event.actorId,
    }
  )
}
