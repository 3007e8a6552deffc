/*
 * Runs as a process of its own (parse_mail.ts): takes a mail apart. What takes too long or too much memory ends with it.
 */
import { once } from 'node:events'
import PostalMime from 'postal-mime'

/** Parts that are handed on; nobody attaches more by hand. */
const MOST_ATTACHMENTS = 200
/** Characters of each kind of text that are handed on; a comment holds 20,000. */
const LONGEST_TEXT = 400_000

const [raw] = (await once(process, 'message')) as [Uint8Array]
const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true })
const attachments = mail.attachments.slice(0, MOST_ATTACHMENTS).map((one) => ({
  name: one.filename ?? '',
  mime: one.mimeType || 'application/octet-stream',
  contentId: (one.contentId ?? '').replace(/^<|>$/g, ''),
  isInline: Boolean(one.related) || one.disposition === 'inline',
  content: new Uint8Array(one.content as ArrayBuffer),
}))
const html = mail.html?.slice(0, LONGEST_TEXT) ?? ''
process.send!({
  text: mail.text?.trim() ? mail.text.slice(0, LONGEST_TEXT) : await textOf(html),
  html,
  attachments,
  leftOut: mail.attachments.length - attachments.length,
})

async function textOf(written: string): Promise<string> {
  if (!written) return ''
  const { htmlToText } = await import('#services/inbound/html_to_text')
  return htmlToText(written)
}
