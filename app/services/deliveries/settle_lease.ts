import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'

/**
 * Writes what became of a claimed delivery, and gives it back. Only while the lease is ours: whoever claimed it after us
 * has the say. What was to go along is free again, in the same transaction.
 */
export async function settleLease(
  delivery: Delivery,
  columns: Record<string, unknown>
): Promise<void> {
  const isOver = columns.state !== 'waiting'
  await db.transaction(async (trx) => {
    const settled = await trx
      .from('deliveries')
      .where({ id: delivery.id, state: 'sending' })
      .where('leased_until', delivery.leasedUntil!.toJSDate())
      .update({ ...columns, leased_until: null, ...(isOver ? { held_for: null } : {}) })
    if (Number(settled) === 0) return
    await trx
      .from('deliveries')
      .where({ joined_into: delivery.id, state: 'waiting' })
      .update({ joined_into: null })
  })
}
