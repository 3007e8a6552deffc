/** Tags of https://core.telegram.org/bots/api#html-style and the entity each becomes. */
const TAGS: Record<string, string> = {
  'b': 'bold',
  'strong': 'bold',
  'i': 'italic',
  'em': 'italic',
  'u': 'underline',
  'ins': 'underline',
  's': 'strikethrough',
  'strike': 'strikethrough',
  'del': 'strikethrough',
  'span': 'spoiler',
  'tg-spoiler': 'spoiler',
  'a': 'text_link',
  'code': 'code',
  'pre': 'pre',
  'blockquote': 'blockquote',
}

const CHARACTERS: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

export interface Entity {
  type: string
  offset: number
  length: number
  url?: string
}

/** Text as people see it, with what is bold or a link in it. */
export interface ParsedText {
  text: string
  entities: Entity[]
}

/**
 * Reads text in Telegram's HTML.
 * @throws with the words of the real server when it is malformed
 */
export function parseHtml(html: string): ParsedText {
  const open: { tag: string; start: number; url?: string }[] = []
  const entities: Entity[] = []
  let text = ''
  const token = /<|&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot));?/gi
  let from = 0
  for (let met = token.exec(html); met; met = token.exec(html)) {
    text += html.slice(from, met.index)
    if (met[0] !== '<') {
      const code = met[1] ? Number(met[1]) : met[2] ? Number.parseInt(met[2], 16) : null
      text += code === null ? CHARACTERS[met[3].toLowerCase()] : String.fromCodePoint(code)
      from = token.lastIndex
      continue
    }
    const at = Buffer.byteLength(html.slice(0, met.index))
    const [whole, slash, name, attributes] = /^<(\/?)([^\s>/]*)([^>]*)>/.exec(
      html.slice(met.index)
    ) ?? ['', html[met.index + 1] === '/' ? '/' : '', '', '']
    const tag = name.toLowerCase()
    if (slash) closeTag(tag, at)
    else if (!whole || !TAGS[tag]) refuse(`Unsupported start tag "${tag}" at byte offset ${at}`)
    else open.push({ tag, start: text.length, url: /href="([^"]*)"/i.exec(attributes)?.[1] })
    from = met.index + whole.length
    token.lastIndex = from
  }
  text += html.slice(from)
  const left = open.at(-1)
  if (left) refuse(`Can't find end tag corresponding to start tag "${left.tag}"`)
  entities.sort((a, b) => a.offset - b.offset || b.length - a.length)
  return { text: text.trim(), entities }

  function closeTag(tag: string, at: number) {
    const begun = open.pop()
    if (!begun) refuse(`Unexpected end tag at byte offset ${at}`)
    if (begun.tag !== tag) {
      refuse(
        `Unmatched end tag at byte offset ${at}, expected "</${begun.tag}>", found "</${tag}>"`
      )
    }
    const length = text.length - begun.start
    const url = begun.url && parseHtml(begun.url).text
    if (length > 0)
      entities.push({ type: TAGS[tag], offset: begun.start, length, ...(url && { url }) })
  }
}

function refuse(why: string): never {
  throw new Error(`Bad Request: can't parse entities: ${why}`)
}
