import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import env from '#start/env'
import clock from '#services/clock'
import { firstState } from '#services/deliveries/muted'
import { sendJob } from '#services/jobs/send_job'
import { hasTelegram } from '#services/telegram/has_telegram'

/** The activities that the group hears of: a ticket's way. Talk, notes, people who follow and edits are not its business. */
const SUMMARISED = [
  'created',
  'resubmitted',
  'dept_approved',
  'approved',
  'rejected',
  'step_skipped',
  'sent_back',
  'assigned',
  'started',
  'completed',
  'confirmed',
  'revision_requested',
  'taken',
  'asked_requester',
  'answered',
  'held',
  'resumed',
  'resolved',
  'closed',
  'reopened',
  'withdrawn',
  'transferred',
  'merged',
]

/** Writes the one summary of an activity for the Telegram group, if there is one, in the transaction of the change. */
export async function tellGroup(
  trx: TransactionClientContract,
  activity: { id: number; ticketId: number; action: string; isInternal: boolean }
): Promise<void> {
  if (!hasTelegram() || !env.get('TELEGRAM_GROUP_CHAT_ID')) return
  if (activity.isInternal || !SUMMARISED.includes(activity.action)) return
  const now = clock.now().toJSDate()
  await trx.table('deliveries').insert({
    event_key: `activity:${activity.id}`,
    channel: 'telegram_group',
    kind: activity.action,
    ticket_id: activity.ticketId,
    activity_id: activity.id,
    details: JSON.stringify({}),
    state: firstState(),
    next_try_at: now,
    created_at: now,
  })
  await sendJob(trx, 'telegram')
}
