import db from '@adonisjs/lucid/services/db'
import { certificateKey } from '#services/certificates/certificate_key'
import clock from '#services/clock'

/**
 * Notes the public half of the present key, and that the others sign no more: what they signed until now stays good. Run
 * at every start, before anything is signed.
 */
export async function keepCertificateKey(key = certificateKey()): Promise<void> {
  const now = clock.now().toJSDate()
  await db.transaction(async (trx) => {
    await trx.rawQuery(
      `insert into certificate_keys (id, public_key, created_at) values (:id, :publicKey, :now)
       on conflict (id) do update set retired_at = null`,
      { id: key.id, publicKey: key.publicKey, now }
    )
    await trx
      .from('certificate_keys')
      .whereNot('id', key.id)
      .whereNull('retired_at')
      .update({ retired_at: now })
  })
}
