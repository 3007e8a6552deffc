import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Tells the worker, with the commit, that deliveries wait. */
export async function wakeDeliveries(trx: TransactionClientContract): Promise<void> {
  await trx.rawQuery(`select pg_notify('countersign_deliveries', '')`)
}
