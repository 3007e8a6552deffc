import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { recordAudit } from '#services/activity/record_audit'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import type { Handover } from '#services/handovers/hand_over_together'

/** What the audit counts, in its order. */
const COUNTED = ['given', 'returned', 'stays', 'refused'] as const

/**
 * Closes a hand-over once nothing of it waits, with its figures in the audit.
 * @returns false while something waits, or when it is closed already
 */
export async function finishHandover(
  trx: TransactionClientContract,
  { id, subjectType, subjectId, name }: Handover,
  actor: Actor
): Promise<boolean> {
  const rows = await trx
    .from('handover_tickets')
    .where('handover_id', id)
    .groupBy('state')
    .select('state')
    .count('* as count')
  const counts = new Map(rows.map((row) => [row.state as string, Number(row.count)]))
  if (counts.has('waiting')) return false
  const closed = await trx
    .from('handovers')
    .where('id', id)
    .whereNull('finished_at')
    .update({ finished_at: clock.now().toJSDate() })
  if (Number(closed) === 0) return false
  await recordAudit(trx, {
    actor,
    action: 'work_handed_over',
    subjectType,
    subjectId,
    subjectLabel: name,
    changes: COUNTED.filter((state) => counts.has(state)).map((state) => ({
      field: state,
      before: null,
      after: String(counts.get(state)),
    })),
  })
  return true
}
