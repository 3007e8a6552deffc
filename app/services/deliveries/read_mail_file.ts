import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { appUrl } from '#config/app'
import { mailDirectory } from '#services/deliveries/file_transport'

export interface MailOnFile {
  from: string
  to: string
  subject: string
  /** The plain text, cut where a link into the desk begins and ends. */
  pieces: { text: string; href: string | null }[]
}

/**
 * The mail of a delivery as it was written to a file.
 * @returns null when there is none: it went to a mail server, or did not go
 */
export async function readMailFile(deliveryId: number): Promise<MailOnFile | null> {
  const message = await readFile(join(mailDirectory(), `${deliveryId}.eml`)).catch(() => null)
  if (!message) return null
  const { from, to, subject, text } = await PostalMime.parse(message)
  return {
    from: from?.address ?? '',
    to: to?.[0]?.address ?? '',
    subject: subject ?? '',
    pieces: cutAtLinks(text ?? ''),
  }
}

/** Only links into the desk itself become links: whatever else stands in a mail somebody else may have written. */
function cutAtLinks(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, href: piece.startsWith(`${appUrl}/`) ? piece : null }))
}
