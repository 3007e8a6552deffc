import { addressParser } from 'postal-mime'
import User from '#models/user'
import type { MailHead } from '#services/inbound/read_head'
import { readReplyAddress, type ReplyTarget } from '#services/inbound/reply_address'

/** Where a mail's recipients may stand; the first ones are written by our own mail server. */
const RECIPIENTS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc']
const MOST_RECIPIENTS = 100
/** An address that could be ours, wherever it stands: what is around it is anybody's, and is not taken apart. */
const ADDRESS = /[^\s@<>()[\]",:;]{1,64}@[^\s@<>()[\]",:;]{1,255}/g
/** Characters of From that are taken apart; the parser takes long over more, and fails over deep groups. */
const LONGEST_FROM = 1_000

export type Writer =
  | { user: User; target: ReplyTarget; why?: undefined }
  | {
      user: null
      target: ReplyTarget | null
      why: 'no_answer' | 'forged_address' | 'wrong_sender' | 'not_active'
    }

/** The one address that a mail says it is from, in lower case; null when it says none or several. */
export function senderOf(head: MailHead): string | null {
  const headers = head.all('from')
  if (headers.length !== 1 || headers[0].length > LONGEST_FROM) return null
  const found = addressParser(headers[0])
  const address = found.length === 1 && !found[0].group ? found[0].address : undefined
  return address && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(address) && address.length <= 254
    ? address.toLowerCase()
    : null
}

/**
 * Who answers what: the mail went to a reply address that we signed, and comes from the present address of the very person
 * whom that one was made for.
 */
export async function findWriter(head: MailHead, from: string | null): Promise<Writer> {
  const read = recipientsOf(head).map(readReplyAddress)
  const targets = read.filter((one) => one !== null && one !== 'forged')
  if (targets.length === 0) {
    return {
      user: null,
      target: null,
      why: read.includes('forged') ? 'forged_address' : 'no_answer',
    }
  }
  for (const target of targets) {
    const user = await User.asActor(target.userId)
    if (!user || from === null || user.email.toLowerCase() !== from) continue
    if (!user.isActive || user.adminLockedAt) return { user: null, target, why: 'not_active' }
    return { user, target }
  }
  return { user: null, target: targets[0], why: 'wrong_sender' }
}

function recipientsOf(head: MailHead): string[] {
  return RECIPIENTS.flatMap((name) => head.all(name).slice(0, 20))
    .flatMap((value) => value.match(ADDRESS) ?? [])
    .slice(0, MOST_RECIPIENTS)
}
