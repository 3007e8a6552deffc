import type { ImapFlow } from 'imapflow'
import { MOST_MAIL_BYTES } from '#services/inbound/handle_mail'
import { withinTime } from '#services/inbound/within_time'

/** What is read of a mail that is too big to be read. */
const BEGINNING = 128 * 1024

/** A mail, whole as far as it can be read; null when it is gone. */
export async function fetchMail(client: ImapFlow, uid: number) {
  const sized = await withinTime(
    client,
    client.fetchOne(String(uid), { size: true }, { uid: true })
  )
  if (!sized) return null
  const bytes = sized.size ?? 0
  const source =
    bytes > MOST_MAIL_BYTES
      ? { start: 0, maxLength: BEGINNING }
      : { start: 0, maxLength: MOST_MAIL_BYTES }
  const fetched = await withinTime(client, client.fetchOne(String(uid), { source }, { uid: true }))
  return fetched && fetched.source ? { bytes, source: fetched.source } : null
}
