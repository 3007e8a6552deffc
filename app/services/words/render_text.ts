import sanitizeHtml from 'sanitize-html'
import { ALLOWED } from '#services/words/allowed_html'
import {
  markdown,
  type MentionedPeople,
  type TextScope,
  type Token,
} from '#services/words/markdown'

/** Nobody writes more pieces (words in bold, cells, links …); a text of more is meant to take long. */
const MOST_PIECES = 10_000
/** One text mentions at most so many people; further names stay plain text. */
export const MOST_MENTIONS = 20

/**
 * The only way from what people wrote (Markdown) to HTML: rendered, then cut down to an allow-list. Headings start at
 * level 3, "@name" of a known person becomes a mention, "#12" leads to a ticket. A text of more than `MOST_PIECES`
 * is shown as it was typed.
 * @returns safe HTML; empty for empty text
 */
export function renderText(text: string, people: MentionedPeople = new Map()): string {
  const scope: TextScope = { people, found: new Set() }
  const tokens = parse(text, scope)
  if (!tokens) return asTyped(text)
  return sanitizeHtml(markdown.renderer.render(tokens, markdown.options, scope), ALLOWED).trim()
}

/** The pieces of a text; null when there are too many. */
function parse(text: string, scope: TextScope): Token[] | null {
  if (cellsIn(text) > MOST_PIECES) return null
  const tokens = markdown.parse(text, scope)
  const count = tokens.reduce((sum, { children }) => sum + 1 + (children?.length ?? 0), 0)
  return count > MOST_PIECES ? null : tokens
}

/** Cells at the most: a short line of a table is filled up to the width that its second line tells. */
function cellsIn(text: string): number {
  const lines = text.split('\n')
  const width = (line: string) => (/^[-|: \t>]+$/.test(line) ? line.split('|').length : 0)
  return lines.length * lines.reduce((most, line) => Math.max(most, width(line)), 0)
}

function asTyped(text: string): string {
  return `<p>${markdown.utils.escapeHtml(text.trim()).replaceAll('\n', '<br>')}</p>`
}

/** The first `MOST_MENTIONS` usernames of a text, in lower case, outside code and links; known or not. */
export function mentionsIn(text: string): string[] {
  const scope: TextScope = { people: new Map(), found: new Set() }
  parse(text, scope)
  return [...scope.found].slice(0, MOST_MENTIONS)
}
