import { parseHtml, type Entity } from '#tests/support/telegram/parse_html'
import { objectOf, type CallBody, type SentFile } from '#tests/support/telegram/read_call'
import { ApiRefusal, bad } from '#tests/support/telegram/refusal'

export interface ApiUser {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string
  username?: string
}

export interface ApiChat {
  id: number
  type: 'private' | 'group' | 'supergroup'
  title?: string
  first_name?: string
  username?: string
}

export interface Button {
  text: string
  callback_data?: string
  url?: string
}

/** A message as the chat shows it now. */
export interface Shown {
  id: number
  chat: ApiChat
  from: ApiUser
  date: number
  /** What people read: the text, or the caption of a photo. */
  text: string
  entities: Entity[]
  photo: SentFile | null
  buttons: Button[][]
  /** Asks the reader to answer by a reply. */
  forcesReply: boolean
  hasPreview: boolean
  replyTo: Shown | null
  edits: number
}

const LONGEST = { text: 4096, caption: 1024 }

/** The chats a bot is in, with their messages, and the rules of what may be sent there. */
export class Chats {
  readonly messages: Shown[] = []
  readonly bot: ApiUser
  /** Why nothing can be sent to a chat, by its id. */
  readonly closed = new Map<number, ApiRefusal>()
  #chats = new Map<number, ApiChat>()
  #next = 100

  constructor(bot: ApiUser) {
    this.bot = bot
  }

  add(chat: ApiChat): ApiChat {
    this.#chats.set(chat.id, chat)
    return chat
  }

  find(id: unknown): ApiChat {
    const chat = this.#chats.get(Number(id))
    if (!chat) return bad('chat not found')
    const refusal = this.closed.get(chat.id)
    if (refusal) throw refusal
    return chat
  }

  has(id: number): boolean {
    return this.#chats.has(id)
  }

  in(chatId: number | string): Shown[] {
    return this.messages.filter((message) => message.chat.id === Number(chatId))
  }

  /** Keeps a message that somebody wrote. */
  keep(form: Pick<Shown, 'chat' | 'from' | 'text'> & Partial<Shown>): Shown {
    this.#next += 1
    const message: Shown = {
      id: this.#next,
      date: Math.floor(Date.now() / 1000),
      entities: [],
      photo: null,
      buttons: [],
      forcesReply: false,
      hasPreview: false,
      replyTo: null,
      edits: 0,
      ...form,
    }
    this.messages.push(message)
    return message
  }

  send({ params, files }: CallBody, kind: 'text' | 'caption'): Shown {
    const chat = this.find(params.chat_id)
    const words = wordsOf(params, kind)
    const markup = markupOf(params.reply_markup)
    const answered = objectOf(params.reply_parameters)
    const replyTo = this.in(chat.id).find(({ id }) => id === answered?.message_id) ?? null
    if (answered && !replyTo && !answered.allow_sending_without_reply) {
      bad('message to be replied not found')
    }
    return this.keep({
      chat,
      from: this.bot,
      ...words,
      ...markup,
      photo: kind === 'caption' ? photoOf(params, files) : null,
      hasPreview: hasPreview(params, words),
      replyTo,
    })
  }

  edit({ params }: CallBody, kind: 'text' | 'caption' | 'markup'): Shown {
    const chat = this.find(params.chat_id)
    const message = this.in(chat.id).find(({ id }) => id === Number(params.message_id))
    if (!message) return bad('message to edit not found')
    if (message.from.id !== this.bot.id) bad("message can't be edited")
    if (kind === 'text' && message.photo) bad('there is no text in the message to edit')
    if (kind === 'caption' && !message.photo) bad('there is no caption in the message to edit')
    const words =
      kind === 'markup' ? { text: message.text, entities: message.entities } : wordsOf(params, kind)
    const { buttons } = markupOf(params.reply_markup)
    const isSame =
      words.text === message.text &&
      JSON.stringify([words.entities, buttons]) ===
        JSON.stringify([message.entities, message.buttons])
    if (isSame) {
      bad(
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'
      )
    }
    const edits = message.edits + 1
    return Object.assign(message, words, { buttons, edits, hasPreview: hasPreview(params, words) })
  }

  remove(params: Record<string, any>): true {
    const chat = this.find(params.chat_id)
    const at = this.messages.findIndex(
      ({ id, chat: place }) => place.id === chat.id && id === Number(params.message_id)
    )
    if (at === -1) bad('message to delete not found')
    this.messages.splice(at, 1)
    return true
  }
}

/** A message as the Bot API writes it. */
export function describeMessage(message: Shown): Record<string, any> {
  const { id, chat, from, date, text, entities, photo, buttons, replyTo } = message
  const words = photo
    ? { caption: text, caption_entities: entities }
    : { text, ...(entities.length > 0 && { entities }) }
  return {
    message_id: id,
    from,
    chat,
    date,
    ...words,
    ...(photo && {
      photo: [{ file_id: `photo${id}`, file_unique_id: `p${id}`, width: 1, height: 1 }],
    }),
    ...(message.edits > 0 && { edit_date: date }),
    ...(buttons.length > 0 && { reply_markup: { inline_keyboard: buttons } }),
    ...(replyTo && { reply_to_message: describeMessage({ ...replyTo, replyTo: null }) }),
  }
}

function wordsOf(params: Record<string, any>, kind: 'text' | 'caption') {
  const given = String(params[kind] ?? '')
  const parsed = readWords(given, params.parse_mode)
  if (kind === 'text' && parsed.text === '') bad('message text is empty')
  if (parsed.text.length > LONGEST[kind]) {
    bad(kind === 'text' ? 'message is too long' : 'message caption is too long')
  }
  return parsed
}

function readWords(given: string, mode: unknown) {
  if (!mode) return { text: given.trim(), entities: [] }
  if (mode !== 'HTML') bad('unsupported parse_mode')
  try {
    return parseHtml(given)
  } catch (error) {
    throw new ApiRefusal(400, (error as Error).message)
  }
}

/** Previews of addresses are shown unless the sender says no. */
function hasPreview(
  params: Record<string, any>,
  { text, entities }: Pick<Shown, 'text' | 'entities'>
) {
  if (objectOf(params.link_preview_options)?.is_disabled === true) return false
  return /https?:\/\//.test(text) || entities.some(({ type }) => type === 'text_link')
}

function markupOf(given: unknown): Pick<Shown, 'buttons' | 'forcesReply'> {
  const markup = objectOf(given)
  if (given && !markup) bad("can't parse reply keyboard markup JSON object")
  const rows: Button[][] = markup?.inline_keyboard ?? []
  for (const button of rows.flat()) checkButton(button)
  if ((markup?.input_field_placeholder?.length ?? 0) > 64) bad('BUTTON_PLACEHOLDER_INVALID')
  return {
    buttons: rows.filter(({ length }) => length > 0),
    forcesReply: markup?.force_reply === true,
  }
}

function checkButton({ text, callback_data: data, url }: Button) {
  if (!text) bad('can\'t parse inline keyboard button: Field "text" must be of type String')
  if (data === undefined && url === undefined)
    bad('Text buttons are unallowed in the inline keyboard')
  if (data !== undefined && (data === '' || Buffer.byteLength(data) > 64))
    bad('BUTTON_DATA_INVALID')
  if (url === undefined) return
  // Telegram takes no address of a host without a dot, such as http://localhost:3333.
  const host = URL.parse(url)?.hostname ?? ''
  if (!host.includes('.') && !host.startsWith('[')) {
    bad(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
  }
}

function photoOf(params: Record<string, any>, files: Record<string, SentFile>): SentFile {
  const name = /^attach:\/\/(.+)$/.exec(String(params.photo ?? ''))?.[1] ?? 'photo'
  const file = files[name]
  if (!file) return bad('there is no photo in the request')
  const start = file.bytes.subarray(0, 12).toString('latin1')
  if (!/^(\x89PNG|\xff\xd8\xff|RIFF....WEBP)/s.test(start)) bad('IMAGE_PROCESS_FAILED')
  if (file.bytes.length > 10 * 1024 * 1024) throw new ApiRefusal(413, 'Request Entity Too Large')
  return file
}
