import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import i18nManager from '@adonisjs/i18n/services/main'
import { NotFound, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import type { Outcome } from '#services/handovers/hand_over_ticket'
import { transferLocked } from '#services/tickets/transfer_ticket'
import { isBusy, lockTicket } from '#services/tickets/with_locked_ticket'

/**
 * Hands one ticket of a department that closes to another one, in the caller's transaction. What a rule refuses stays
 * where it is and says why.
 * @throws what is no refusal: the ticket is busy, the database is away
 */
export async function moveTicket(
  trx: TransactionClientContract,
  ticketId: number,
  { to, name }: { to: number; name: string },
  actor: Actor
): Promise<Outcome> {
  const reason = i18nManager.locale('en').t('handover.transfer_reason', { name })
  try {
    await trx.transaction(async (inner) =>
      transferLocked(await lockTicket(inner, ticketId, actor), { departmentId: to, reason })
    )
    return { state: 'given' }
  } catch (error) {
    if (error instanceof NotFound) return { state: 'gone' }
    if (!(error instanceof Refusal) || isBusy(error)) throw error
    return { state: 'refused', refusal: { key: error.key, params: error.params } }
  }
}
