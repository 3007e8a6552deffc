import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import logger from '@adonisjs/core/services/logger'
import { handleMail, MOST_MAIL_BYTES } from '#services/inbound/handle_mail'
import { noteMailboxRead } from '#services/inbound/mailbox_state'
import { MailboxNews } from '#services/inbound/mailbox_news'
import { GONE, mailboxClient } from '#services/inbound/open_mailbox'

/** Where handled mails go. */
const DONE = 'Countersign'
/** What is read of a mail that is too big to be read. */
const BEGINNING = 128 * 1024
/** Milliseconds after which mails are tried again that could not be handled. */
const SOON = 45_000
/** One exchange with the server, a whole mail among them, takes no longer. */
const EXCHANGE_SECONDS = 120

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
    await within(client, client.mailboxOpen('INBOX'))
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
  const found = await within(client, client.search({ seen: false }, { uid: true }))
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
    await putAway(client, uid)
  }
  return failed
}

async function fetchMail(client: ImapFlow, uid: number) {
  const sized = await within(client, client.fetchOne(String(uid), { size: true }, { uid: true }))
  if (!sized) return null
  const bytes = sized.size ?? 0
  const source =
    bytes > MOST_MAIL_BYTES
      ? { start: 0, maxLength: BEGINNING }
      : { start: 0, maxLength: MOST_MAIL_BYTES }
  const fetched = await within(client, client.fetchOne(String(uid), { source }, { uid: true }))
  return fetched && fetched.source ? { bytes, source: fetched.source } : null
}

/** Read is what counts; the folder of its own is for people who look into the mailbox. */
async function putAway(client: ImapFlow, uid: number) {
  const range = String(uid)
  await within(client, client.messageFlagsAdd(range, ['\\Seen'], { uid: true }))
  try {
    if (await within(client, client.messageMove(range, DONE, { uid: true }))) return
    await within(client, client.mailboxCreate(DONE))
    await within(client, client.messageMove(range, DONE, { uid: true }))
  } catch (error) {
    if (!client.usable) throw error
  }
}

/** An exchange with the server that ends, one way or the other: one that drips byte by byte is closed. */
async function within<Result>(client: ImapFlow, exchange: Promise<Result>): Promise<Result> {
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

async function leave(client: ImapFlow, signal: AbortSignal) {
  if (client.usable && !signal.aborted) {
    await Promise.race([client.logout().catch(() => {}), sleep(2000)])
  }
  client.close()
}
