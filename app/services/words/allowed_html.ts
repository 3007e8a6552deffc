import type sanitizeHtml from 'sanitize-html'

/** Only what people write: no pictures from elsewhere, no classes but our own, no attribute that a script could read. */
export const ALLOWED: sanitizeHtml.IOptions = {
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
