import { mailHost } from '#services/deliveries/mail_addresses'
import type { MailPart, ParsedMail } from '#services/inbound/parse_mail'

/** Where the head of a mail that was put on surely ends. */
const HEAD = 64 * 1024
/** Pictures inside the text below so many bytes are logos of signatures. */
const LOGO_BYTES = 32 * 1024
/** Seals of signed mails; they say nothing to whoever reads a ticket. */
const SEALS = /^application\/(pgp-signature|(x-)?pkcs7-signature)$/i
/** Where HTML begins to repeat the mail that is answered, in the mail programs that put no line of ours there. */
const QUOTES = /<blockquote|gmail_quote|divRplyFwdMsg|appendonsend|yahoo_quoted|moz-cite-prefix/i

/**
 * The attachments that a person put on, without logos, seals, and the mail that he answers with its
 * pictures. */
export function chooseAttachments({ attachments, html }: ParsedMail): MailPart[] {
  const quoteAt = html.search(QUOTES)
  const own = quoteAt === -1 ? html : html.slice(0, quoteAt)
  return attachments.filter((part) => {
    if (SEALS.test(part.mime) || isOurs(part)) return false
    if (!part.isInline || !part.mime.startsWith('image/')) return true
    if (part.content.length < LOGO_BYTES) return false
    const isInText = part.contentId !== '' && html.includes(`cid:${part.contentId}`)
    return !isInText || own.includes(`cid:${part.contentId}`)
  })
}

/** A mail of ours, put on whole, would show everybody a link to decide; of its pictures nobody needs a copy. */
function isOurs({ contentId, mime, content }: MailPart): boolean {
  if (contentId.endsWith(`@${mailHost}`)) return true
  if (!mime.startsWith('message/')) return false
  return Buffer.from(content.subarray(0, HEAD)).toString('latin1').includes('X-Countersign-Ticket:')
}
