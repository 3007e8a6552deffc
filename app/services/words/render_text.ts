import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'

/** Username in lower case → the name that stands in its place, and where it leads, if it does. */
export type MentionedPeople = ReadonlyMap<string, { fullName: string; href?: string }>

type TextScope = {
  people: MentionedPeople
  found: Set<string>
}

const PIECES = /(?<![\w@/#&.-])(?:@([a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_])?)|#(\d{1,9})\b)/giu

/** Nobody writes more pieces (words in bold, cells, links …); a text of more is meant to take long. */
const MOST_PIECES = 10_000
/** One text mentions at most so many people; further names stay plain text. */
export const MOST_MENTIONS = 20
/** Lists, quotes and brackets in each other; every level is looked at again for each bracket. */
const DEEPEST = 24

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable('image')
// "//host" is no link that ALLOWED lets through, and looking for it goes over a long text again and again.
markdown.linkify.add('//', null)
markdown.options.maxNesting = DEEPEST
type Rule = Parameters<typeof markdown.core.ruler.push>[1]
type State = Parameters<Rule>[0]
type Token = State['tokens'][number]

/** Only what people write: no pictures from elsewhere, no classes but our own, no attribute that a script could read. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'strong', 'em', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'hr'],
    ...['h3', 'h4', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'span'],
  ],
  allowedAttributes: { a: ['href', 'rel', 'class'], ol: ['start'], span: ['class'] },
  allowedClasses: { a: ['mention'], span: ['mention'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    h1: 'h3',
    h2: 'h3',
    h5: 'h4',
    h6: 'h4',
    a: (tagName, { href, class: kind }) => {
      const mine: Record<string, string> =
        kind === 'mention' ? { class: kind } : { rel: 'noopener nofollow' }
      return { tagName, attribs: href ? { href, ...mine } : mine }
    },
  },
}

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

markdown.core.ruler.push('mentions', (state: State) => {
  const scope = state.env as TextScope
  for (const block of state.tokens) {
    if (block.type !== 'inline' || !block.children) continue
    let depth = 0
    block.children = block.children.flatMap((token) => {
      if (token.type === 'link_open') depth += 1
      if (token.type === 'link_close') depth -= 1
      return token.type === 'text' && depth === 0 ? pieces(state, token, scope) : [token]
    })
  }
})

function pieces(state: State, token: Token, { people, found }: TextScope): Token[] {
  const made: Token[] = []
  const put = (type: string, content: string) => {
    if (!content) return
    const piece = new state.Token(type, '', 0)
    piece.content = content
    made.push(piece)
  }
  let at = 0
  for (const match of token.content.matchAll(PIECES)) {
    const [whole, name, number] = match
    if (name) found.add(name.toLowerCase())
    const person = name ? people.get(name.toLowerCase()) : undefined
    if (!person && !number) continue
    put('text', token.content.slice(at, match.index))
    put(person ? 'mention' : 'ticket', person ? person.fullName : number)
    if (person?.href) made.at(-1)!.attrSet('href', person.href)
    at = match.index + whole.length
  }
  put('text', token.content.slice(at))
  return made
}

markdown.renderer.rules.mention = (tokens, index) => {
  const name = markdown.utils.escapeHtml(tokens[index].content)
  const href = tokens[index].attrGet('href')
  if (!href) return `<span class="mention">@${name}</span>`
  return `<a class="mention" href="${markdown.utils.escapeHtml(String(href))}">@${name}</a>`
}

markdown.renderer.rules.ticket = (tokens, index) =>
  `<a href="/tickets/${tokens[index].content}">#${tokens[index].content}</a>`
