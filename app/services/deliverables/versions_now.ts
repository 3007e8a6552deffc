import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'

/** A version that an activity speaks of. */
export interface SpokenVersion {
  id: number
  name: string
  version: number
}

/** So many are named in an activity; the others are counted. */
const NAMED = 20

/**
 * The newest versions of what was delivered, for an activity that speaks of them: completing, confirming and asking for a
 * revision say what they were about, whatever comes later. Empty where nothing was delivered.
 */
export async function versionsNow(
  trx: TransactionClientContract,
  ticket: Ticket
): Promise<{ versions?: SpokenVersion[]; made?: number }> {
  if (ticket.deliverableCount === 0) return {}
  const versions = await trx
    .from('deliverables')
    .where('ticket_id', ticket.id)
    .whereNull('removed_at')
    .orderBy('id')
    .limit(NAMED)
    .select('id', 'name', 'versions as version')
  return { versions, made: ticket.deliverableCount }
}
