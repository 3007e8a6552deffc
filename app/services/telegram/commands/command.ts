import type { User as Account } from 'grammy/types'
import { appUrl } from '#config/app'
import type { Words } from '#mails/words'
import type User from '#models/user'
import { escapeHtml } from '#services/telegram/say'

/** What somebody asked of the bot in his own chat with it. */
export interface Asked {
  chatId: string
  from: Account
  /** Whose Telegram account it is; null when it is not linked, or he may not act. */
  user: User | null
  words: Words
  /** The command without its slash, in small letters. */
  name: string
  argument: string
}

/** What a linked person asked. */
export interface AskedByUser extends Asked {
  user: User
}

/**
 * An address of the desk for a message. Telegram makes no link of a host without a dot (http://localhost:3333): there the
 * address is written out.
 */
export function linkTo(path: string, words: string): string {
  const address = `${appUrl}${path}`
  const host = new URL(appUrl).hostname
  if (!host.includes('.') && !host.startsWith('['))
    return `${escapeHtml(words)}: ${escapeHtml(address)}`
  return `<a href="${escapeHtml(address)}">${escapeHtml(words)}</a>`
}

/** Lines of a message; empty ones are left out. */
export function lines(...given: (string | null | false)[]): string {
  return given.filter(Boolean).join('\n')
}
