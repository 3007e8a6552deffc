import type { ImapFlow } from 'imapflow'
import { GONE } from '#services/inbound/open_mailbox'

/** One exchange with the server, a whole mail among them, takes no longer. */
const EXCHANGE_SECONDS = 120

/** An exchange with the server that ends, one way or the other: one that drips byte by byte is closed. */
export async function withinTime<Result>(
  client: ImapFlow,
  exchange: Promise<Result>
): Promise<Result> {
  const timer = setTimeout(() => client.close(), EXCHANGE_SECONDS * 1000)
  try {
    const answer = await exchange
    // The client answers some commands with "false" when the server is gone.
    if (!client.usable) throw new Error(GONE)
    return answer
  } finally {
    clearTimeout(timer)
  }
}
