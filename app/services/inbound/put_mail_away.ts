import type { ImapFlow } from 'imapflow'
import { withinTime } from '#services/inbound/within_time'

/** Where handled mails go. */
const DONE = 'Countersign'

/**
 * Marks a handled mail as read, which is what counts; the folder of its own is for people who look into the mailbox.
 * @throws when the server is gone
 */
export async function putMailAway(client: ImapFlow, uid: number): Promise<void> {
  const range = String(uid)
  await withinTime(client, client.messageFlagsAdd(range, ['\\Seen'], { uid: true }))
  try {
    if (await withinTime(client, client.messageMove(range, DONE, { uid: true }))) return
    await withinTime(client, client.mailboxCreate(DONE))
    await withinTime(client, client.messageMove(range, DONE, { uid: true }))
  } catch (error) {
    if (!client.usable) throw error
  }
}
