import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import logger from '@adonisjs/core/services/logger'
import { fetchMail } from '#services/inbound/fetch_mail'
import { handleMail } from '#services/inbound/handle_mail'
import { noteMailboxRead } from '#services/inbound/mailbox_state'
import { MailboxNews } from '#services/inbound/mailbox_news'
import { mailboxClient } from '#services/inbound/open_mailbox'
import { putMailAway } from '#services/inbound/put_mail_away'
import { withinTime } from '#services/inbound/within_time'

/** Milliseconds after which mails are tried again that could not be handled. */
const SOON = 45_000

export interface Reading {
  signal: AbortSignal
  /** Milliseconds after which the mailbox is closed and, where mails are awaited, opened anew. */
  most: number
}

/**
 * Handles all unread mails of the inbox, then those that come in the meantime, as long as the server tells of them (IDLE,
 * RFC 2177). Each mail is handled first and marked as read and moved away afterwards: one that is met again after a crash
 * is known by its id.
 * @returns true when the server tells of new mails, so that it should be listened to again at once
 * @throws what the server said, or why it could not be reached
 */
export async function readMailbox(address: string, { signal, most }: Reading): Promise<boolean> {
  const client = mailboxClient(address)
  let end = performance.now() + most
  const close = () => client.close()
  signal.addEventListener('abort', close, { once: true })
  const news = new MailboxNews(client)
  let cause: unknown
  client.on('error', (error) => (cause ??= error))
  try {
    if (signal.aborted) return false
    await client.connect()
    await withinTime(client, client.mailboxOpen('INBOX'))
    const met = new Set<number>()
    const tells = client.capabilities.has('IDLE')
    do {
      news.forget()
      const failed = await handleUnread(client, met, signal)
      if (failed > 0) end = Math.min(end, performance.now() + SOON)
      await noteMailboxRead().catch((error) =>
        logger.error({ err: error }, 'a note was not written')
      )
    } while (tells && performance.now() < end && (await news.come(end, signal)))
    return tells
  } catch (error) {
    if (signal.aborted) return false
    throw cause ?? error
  } finally {
    signal.removeEventListener('abort', close)
    await leave(client, signal)
  }
}

/**
 * A mail that cannot be handled for now stays unread for the next time; it holds up none of the others.
 * @param met the mails that were looked at before
 * @returns how many could not be handled
 */
async function handleUnread(
  client: ImapFlow,
  met: Set<number>,
  signal: AbortSignal
): Promise<number> {
  let failed = 0
  const found = await withinTime(client, client.search({ seen: false }, { uid: true }))
  if (!found) throw new Error('The mail server does not search its inbox.')
  for (const uid of found.filter((one) => !met.has(one))) {
    if (signal.aborted) return failed
    met.add(uid)
    const mail = await fetchMail(client, uid)
    if (!mail) continue
    try {
      const { result } = await handleMail(mail.source, mail.bytes)
      logger.info({ uid, result }, 'a mail was read')
    } catch (error) {
      logger.error({ err: error, uid }, 'a mail could not be handled and is tried again')
      failed += 1
      continue
    }
    await putMailAway(client, uid)
  }
  return failed
}

async function leave(client: ImapFlow, signal: AbortSignal) {
  if (client.usable && !signal.aborted) {
    await Promise.race([client.logout().catch(() => {}), sleep(2000)])
  }
  client.close()
}
