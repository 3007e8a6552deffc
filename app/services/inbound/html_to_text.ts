import sanitizeHtml from 'sanitize-html'

/** Characters that are looked at. */
const LONGEST = 300_000
const BLOCKS = [
  'p',
  'div',
  'tr',
  'table',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'hr',
]

/** The outline that line breaks and quotes are read from; everything else goes, with scripts, styles and attributes. */
const OUTLINE: sanitizeHtml.IOptions = {
  allowedTags: [...BLOCKS, 'br', 'li', 'blockquote'],
  allowedAttributes: {},
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'head',
    'title',
    'template',
    'svg',
  ],
  nestingLimit: 400,
}

/**
 * The words of a mail that was only written as HTML, as plain text: nothing of it is ever shown as HTML. Quotes get the
 * "> " that a plain mail would have.
 */
export function htmlToText(html: string): string {
  const pieces = sanitizeHtml(html.slice(0, LONGEST), OUTLINE).split(/(<[^<>]*>)/)
  const lines = ['']
  let depth = 0
  const start = () => lines.push('> '.repeat(Math.min(depth, 8)))
  const isStarted = () => lines.at(-1)!.replace(/^[> ]+/, '') !== ''
  for (const piece of pieces) {
    const tag = /^<(\/?)(\w+)/.exec(piece)
    if (!tag) {
      lines[lines.length - 1] += wordsOf(piece, isStarted())
      continue
    }
    const [, closes, name] = tag
    if (name === 'blockquote') {
      depth = Math.max(0, depth + (closes ? -1 : 1))
      start()
    } else if (name === 'br' || isStarted()) start()
    if (name === 'p' && closes) start()
    if (name === 'li' && !closes) lines[lines.length - 1] += '- '
    if (name === 'hr') {
      lines[lines.length - 1] += '________________________________'
      start()
    }
  }
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function wordsOf(piece: string, isStarted: boolean): string {
  const words = piece
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
  return isStarted ? words : words.trimStart()
}
