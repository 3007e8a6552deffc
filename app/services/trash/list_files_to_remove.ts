import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'
import { BLOB_COLUMNS } from '#services/files/blob_keys'

/**
 * Writes down which files go with a ticket: all blobs of its attachments, and mails about it that lie on file,
 * also those that told of it among others.
 */
export async function listFilesToRemove(
  trx: TransactionClientContract,
  ticketId: number
): Promise<void> {
  await trx.rawQuery(
    `insert into purged_files (kind, key, next_try_at)
     select 'blob', unnest(array_remove(array[${BLOB_COLUMNS.join(', ')}], null)), :now::timestamptz
     from attachments where ticket_id = :ticketId
     union all
     select distinct 'mail', coalesce(joined_into, id)::text, :now::timestamptz
     from deliveries where ticket_id = :ticketId and channel = 'email'`,
    { ticketId, now: clock.now().toJSDate() } as Record<string, any>
  )
}
