import type { FieldChange } from '#models/activity'
import clock from '#services/clock'
import { forget } from '#services/dashboard/remember'
import { splitTexts, type SplitTexts } from '#services/activity/split_texts'
import { takeSnapshot } from '#services/activity/take_snapshot'
import { endOutdatedLinks } from '#services/decisions/end_decision_links'
import { announce, type Announcement } from '#services/live/announce'
import { tell, type Telling } from '#services/notifications/tell'
import { markCardsStale } from '#services/telegram/cards/mark_stale'
import { tellGroup } from '#services/telegram/tell_group'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

export interface ActivityEntry {
  action: string
  fromStatus?: string | null
  changes?: FieldChange[]
  /** What the wording needs: reason, step, round, brief version, names. Short; never a whole text. */
  details?: Record<string, unknown>
  isInternal?: boolean
  /** False for talk: a comment changes nothing that a rollback would restore. */
  isChange?: boolean
  tells: Telling[]
  threadIds?: number[]
  mentionedIds?: number[]
  /** Somebody who was on the ticket and is not any more, beside assignee and collaborators. */
  left?: number[]
}

type Changed = Pick<LockedTicket, 'trx' | 'ticket' | 'actor'> &
  Partial<Pick<LockedTicket, 'before'>>

/**
 * The one funnel of everything that happens to a ticket: the append-only activity, its snapshot, and from it the
 * notifications and deliveries, all in the transaction of the change.
 * @returns the id of the activity
 */
export async function recordActivity(changed: Changed, entry: ActivityEntry): Promise<number> {
  const { trx, ticket, actor } = changed
  const actorId = actor.by?.id
  if (actorId) trx.after('commit', () => forget(actorId))
  const now = clock.now()
  const { changes, details, texts } = splitTexts(entry.changes ?? [], entry.details ?? {})
  const [row] = await trx
    .table('activities')
    .insert({
      ticket_id: ticket.id,
      actor_id: actor.by?.id ?? null,
      action: entry.action,
      channel: actor.channel,
      from_status: entry.fromStatus ?? null,
      to_status: ticket.status,
      changes: JSON.stringify(changes),
      details: JSON.stringify(details),
      is_internal: entry.isInternal ?? false,
      created_at: now.toJSDate(),
    })
    .returning('id')
  const activityId = Number(row.id ?? row)
  if (texts) await keepTexts(trx, { activityId, ticketId: ticket.id }, texts)
  if (entry.isChange !== false) {
    await takeSnapshot(trx, ticket.id, activityId, now)
    await endOutdatedLinks(trx, ticket)
  }
  await tell(
    trx,
    {
      eventKey: `activity:${activityId}`,
      ticket,
      activityId,
      actorId: actor.by?.id ?? null,
      isInternal: entry.isInternal ?? false,
      threadIds: entry.threadIds,
      mentionedIds: entry.mentionedIds,
    },
    entry.tells
  )
  if (entry.isChange !== false) await markCardsStale(trx, { ticketIds: [ticket.id] })
  const { action, isInternal = false } = entry
  await tellGroup(trx, { id: activityId, ticketId: ticket.id, action, isInternal })
  await announce(trx, announcementOf(changed, entry))
  return activityId
}

async function keepTexts(
  trx: Changed['trx'],
  { activityId, ticketId }: { activityId: number; ticketId: number },
  { changes, details }: NonNullable<SplitTexts['texts']>
): Promise<void> {
  await trx.table('activity_texts').insert({
    activity_id: activityId,
    ticket_id: ticketId,
    changes: changes && JSON.stringify(changes),
    details: JSON.stringify(details),
  })
}

/**
 * Open pages ask again, also those of people who could see the ticket until now. Of a note only its readers hear: people
 * on the ticket are not named then, because one of them may be who asked for it.
 */
export function announcementOf(
  { ticket, before }: Pick<Changed, 'ticket' | 'before'>,
  entry: Pick<ActivityEntry, 'isInternal' | 'fromStatus' | 'left'>
): Announcement {
  if (entry.isInternal) return { ticket: ticket.id, note: true }
  const from = before?.status ?? entry.fromStatus
  const was = [...(before?.people ?? []), ...(entry.left ?? [])]
  return {
    ticket: ticket.id,
    ...(from && from !== ticket.status ? { from } : {}),
    ...(was.length > 0 ? { was } : {}),
  }
}
