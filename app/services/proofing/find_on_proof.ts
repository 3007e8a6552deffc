import { NotFound } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import Pin from '#models/pin'
import type { LockedProof } from '#services/proofing/with_locked_proof'

/**
 * A version of it, or the newest one.
 * @throws NotFound
 */
export async function findVersion(
  { trx, deliverable }: LockedProof,
  version?: number
): Promise<Attachment> {
  const query = Attachment.query({ client: trx })
    .where('deliverableId', deliverable.id)
    .whereNull('removedAt')
    .orderBy('version', 'desc')
  if (version) query.where('version', version)
  const file = await query.first()
  if (!file) throw new NotFound()
  return file
}

/**
 * A pin of it by its number.
 * @throws NotFound
 */
export async function findPin({ trx, deliverable }: LockedProof, number: number): Promise<Pin> {
  const pin = await Pin.query({ client: trx })
    .where({ deliverableId: deliverable.id, number })
    .first()
  if (!pin) throw new NotFound()
  return pin
}
