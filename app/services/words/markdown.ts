import MarkdownIt from 'markdown-it'

/** Username in lower case → the name that stands in its place, and where it leads, if it does. */
export type MentionedPeople = ReadonlyMap<string, { fullName: string; href?: string }>

export type TextScope = {
  people: MentionedPeople
  found: Set<string>
}

const PIECES = /(?<![\w@/#&.-])(?:@([a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_])?)|#(\d{1,9})\b)/giu

/** Lists, quotes and brackets in each other; every level is looked at again for each bracket. */
const DEEPEST = 24

/** Markdown as it is read here: "@name" and "#12" are pieces of it, and pictures are not. */
export const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true }).disable(
  'image'
)
// "//host" is no link that ALLOWED lets through, and looking for it goes over a long text again and again.
markdown.linkify.add('//', null)
markdown.options.maxNesting = DEEPEST
type Rule = Parameters<typeof markdown.core.ruler.push>[1]
type State = Parameters<Rule>[0]
export type Token = State['tokens'][number]

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
