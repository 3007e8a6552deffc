import { escapeHtml } from '#services/telegram/say'

/** What the Bot API takes (core.telegram.org/bots/api: sendMessage, sendPhoto), in characters after the markup is read. */
export const LONGEST_TEXT = 4096
export const LONGEST_CAPTION = 1024

/** A message before it becomes HTML: plain words, nothing escaped yet. */
export interface CardText {
  /** What happened, in bold. */
  head: string
  title?: string
  /** Quiet lines: number, type, who, when. */
  lines: string[]
  /** Items of the brief, one a line. */
  items?: string[]
  /** What somebody wrote. */
  quote?: string
  /** What became of it, in bold at the end. */
  ending?: string
}

/** The sizes of the parts that may be cut, tried one after the other until a text fits. */
const FITS = [
  { quote: 1500, items: 40, line: 300 },
  { quote: 600, items: 20, line: 200 },
  { quote: 300, items: 10, line: 150 },
  { quote: 120, items: 5, line: 120 },
  { quote: 0, items: 3, line: 80 },
  { quote: 0, items: 0, line: 60 },
]

/**
 * A message as the Bot API's HTML, everything escaped, cut so that it fits: first what somebody wrote, then the items.
 * @param limit characters
 */
export function cardHtml(text: CardText, limit: number): string {
  for (const fit of FITS) {
    const parts = partsOf(text, fit)
    const length = parts.reduce((sum, part) => sum + part.plain.length, 0)
    if (length <= limit) return parts.map((part) => part.html).join('')
  }
  return escapeHtml(cut(text.head, limit))
}

/** At most so many UTF-16 units (the Bot API's measure), never half a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ''
  for (const { segment } of segments.segment(text.slice(0, most + 64))) {
    if (kept.length + segment.length > most - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

interface Part {
  plain: string
  html: string
}

function partsOf(text: CardText, fit: (typeof FITS)[number]): Part[] {
  const { head, title, lines, items = [], quote = '', ending } = text
  const shown = items.slice(0, fit.items).map((item) => cut(item, fit.line))
  if (shown.length < items.length) shown.push('…')
  const words = fit.quote > 0 ? cut(quote.trim(), fit.quote) : ''
  const blocks: Part[][] = [
    [bold(cut(head, fit.line))],
    [
      ...(title ? [bold(cut(title, 200))] : []),
      ...lines.filter(Boolean).map((line) => plain(cut(line, fit.line))),
    ],
    shown.map(plain),
    words ? [{ plain: words, html: `<blockquote>${escapeHtml(words)}</blockquote>` }] : [],
    ending ? [bold(cut(ending, 300))] : [],
  ]
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, at) => [...(at > 0 ? [plain('\n\n')] : []), ...joined(block)])
}

function joined(block: Part[]): Part[] {
  return block.flatMap((part, at) => (at > 0 ? [plain('\n'), part] : [part]))
}

function plain(text: string): Part {
  return { plain: text, html: escapeHtml(text) }
}

function bold(text: string): Part {
  return { plain: text, html: `<b>${escapeHtml(text)}</b>` }
}
