import type { CallbackQuery, Message } from 'grammy/types'
import { clean, fields, signed, whole } from '#services/telegram/intake/storable_fields'

/** An update of a kind that the desk takes; holds what it may read of it and nothing else. */
export type KnownUpdate =
  | { message: Message }
  | { callback_query: CallbackQuery }
  | { member: { chatId: number; name: string; isBlocked: boolean } }

export interface ReadUpdate {
  id: number
  /** The chat whose updates must be handled in their order; null for what is ignored. */
  chatId: string | null
  /** Null when there is nothing in it for the desk: a group, a channel, another bot, nonsense. */
  update: KnownUpdate | null
}

/** What the desk asks the Bot API for. */
export const KINDS = ['message', 'callback_query', 'my_chat_member'] as const

const LONGEST_TEXT = 4096

/**
 * Reads what came as an update, whatever it is. Only private chats of people count; unknown fields are dropped, texts are
 * made storable.
 * @returns null when it does not even have a number
 */
export function readUpdate(raw: unknown): ReadUpdate | null {
  const given = fields(raw)
  const id = whole(given.update_id)
  if (id === null) return null
  const update =
    readMessage(given.message) ??
    readPress(given.callback_query) ??
    readMember(given.my_chat_member)
  return { id, update, chatId: update && String(chatOf(update)) }
}

/** Who wrote or pressed; in a private chat the number of the chat and of the person are the same. */
export function chatOf(update: KnownUpdate): number {
  if ('message' in update) return update.message.chat.id
  if ('callback_query' in update) return update.callback_query.from.id
  return update.member.chatId
}

function readMessage(raw: unknown): KnownUpdate | null {
  const { message_id: id, date, from, chat, text, reply_to_message: answered } = fields(raw)
  const person = readPerson(from)
  const messageId = whole(id)
  if (!person || messageId === null || !isPrivate(chat, person.id)) return null
  const repliedTo = whole(fields(answered).message_id)
  const message = {
    message_id: messageId,
    date: whole(date) ?? 0,
    from: person,
    chat: { id: person.id, type: 'private', first_name: person.first_name },
    text: clean(text, LONGEST_TEXT),
    ...(repliedTo !== null && { reply_to_message: { message_id: repliedTo } }),
  }
  return { message: message as Message }
}

function readPress(raw: unknown): KnownUpdate | null {
  const { id, from, data, message, chat_instance: instance } = fields(raw)
  const person = readPerson(from)
  const query = clean(id, 64)
  if (!person || !/^\d+$/.test(query)) return null
  const { message_id: number, chat, date } = fields(message)
  const messageId = whole(number)
  const place = fields(chat)
  const chatId = signed(place.id)
  const press = {
    id: query,
    from: person,
    chat_instance: clean(instance, 64),
    data: clean(data, 64),
    ...(messageId !== null &&
      chatId !== null && {
        message: {
          message_id: messageId,
          date: whole(date) ?? 0,
          chat: { id: chatId, type: isPrivate(chat, person.id) ? 'private' : 'group' },
        },
      }),
  }
  return { callback_query: press as CallbackQuery }
}

function readMember(raw: unknown): KnownUpdate | null {
  const { from, chat, new_chat_member: member } = fields(raw)
  const person = readPerson(from)
  if (!person || !isPrivate(chat, person.id)) return null
  const { status } = fields(member)
  if (status !== 'kicked' && status !== 'member') return null
  return { member: { chatId: person.id, name: nameOf(person), isBlocked: status === 'kicked' } }
}

/** How a Telegram account calls itself, for people who have to recognise it. */
export function nameOf(person: {
  first_name: string
  last_name?: string
  username?: string
}): string {
  const name = [person.first_name, person.last_name].filter(Boolean).join(' ')
  return person.username ? `${name} (@${person.username})` : name
}

function readPerson(raw: unknown) {
  const { id, is_bot: isBot, first_name: first, last_name: last, username } = fields(raw)
  const number = whole(id)
  if (number === null || number === 0 || isBot !== false) return null
  return {
    id: number,
    is_bot: false as const,
    first_name: clean(first, 64) || String(number),
    ...(clean(last, 64) && { last_name: clean(last, 64) }),
    ...(/^\w{1,64}$/.test(clean(username, 64)) && { username: clean(username, 64) }),
  }
}

function isPrivate(chat: unknown, personId: number): boolean {
  const { id, type } = fields(chat)
  return type === 'private' && id === personId
}
