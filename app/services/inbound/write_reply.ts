import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import { Conflict, Invalid, NotFound, Refusal } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import { addComment, LONGEST_COMMENT, type CommentForm } from '#services/comments/add_comment'
import { discardStaged } from '#services/files/discard_staged'
import { answerClosed } from '#services/inbound/answer_closed'
import { chooseAttachments } from '#services/inbound/choose_attachments'
import { hideAllLinks, hideDecisionLinks } from '#services/inbound/hide_links'
import { settleMail, type Outcome } from '#services/inbound/inbound_record'
import { parseMail, type ParsedMail } from '#services/inbound/parse_mail'
import type { ReplyTarget } from '#services/inbound/reply_address'
import { splitReply } from '#services/inbound/split_reply'
import { stageAttachments } from '#services/inbound/stage_attachments'
import { findTicket } from '#services/tickets/find_ticket'
import { goesOnIn } from '#services/tickets/follow_up'

/** Characters that are kept of what was quoted and of a signature. */
const LONGEST = { quoted: 8_000, signature: 1_000 }

interface Reply {
  user: User
  target: ReplyTarget
}

/**
 * Turns an answer whose writer is known into a comment, through the same service as the page: it has the rights. The
 * requester's answer about a closed ticket asks again.
 * @param id the row of inbound_mails, settled in the transaction of the comment
 */
export async function writeReply(
  id: number,
  raw: Buffer,
  { user, target }: Reply
): Promise<Outcome> {
  const reply = { user, target: await whereItGoesOn(target, user) }
  const about = { userId: user.id, ticketId: reply.target.ticketId }
  try {
    // Whoever may not see the ticket any more gets nothing read, nothing stored.
    await findTicket(reply.target.ticketId, reply.user)
    const mail = await parseMail(raw)
    if (!mail) return await settled(id, { ...about, result: 'unreadable' })
    return (await write(id, mail, reply)) ?? (await settled(id, { ...about, result: 'empty' }))
  } catch (error) {
    if (!(error instanceof Refusal) || (error instanceof Conflict && error.key === 'busy'))
      throw error
    if (error instanceof NotFound) return settled(id, { ...about, result: 'not_visible' })
    return settled(id, { ...about, result: 'refused', detail: error.sentence() })
  }
}

/**
 * What was merged goes on elsewhere, with the comment that is answered. Where that came to its end too, lies in the trash
 * or was purged, the merged ticket itself is asked, and its requester's words make a follow-up.
 */
async function whereItGoesOn(target: ReplyTarget, user: User): Promise<ReplyTarget> {
  const ticket = await Ticket.find(target.ticketId)
  const going = ticket && (await goesOnIn(ticket, user))
  return going ? { ...target, ticketId: going.id } : target
}

/** @returns null when there is nothing new in the mail */
async function write(
  id: number,
  mail: ParsedMail,
  { user, target }: Reply
): Promise<Outcome | null> {
  const i18n = i18nManager.locale(user.locale)
  const { said, quoted, signature } = splitReply(mail.text, markers())
  const parts = chooseAttachments(mail)
  if (!said && parts.length === 0) return null
  const staged = await stageAttachments(parts, target.ticketId, user)
  const words = hideDecisionLinks(said) || staged.files.map(({ name }) => name).join(', ')
  if (!words) return null
  const problems = [...staged.problems]
  if (mail.leftOut > 0) problems.push(i18n.t('inbound.left_out', { count: mail.leftOut }))
  if (words.length > LONGEST_COMMENT)
    problems.push(i18n.t('inbound.cut', { most: LONGEST_COMMENT }))
  const form = {
    body: cut(words, LONGEST_COMMENT),
    parentId: target.commentId,
    fileIds: staged.files.map((file) => file.id),
    mail: {
      quoted: cut(hideAllLinks(quoted), LONGEST.quoted),
      signature: cut(hideDecisionLinks(signature), LONGEST.signature),
      smallPrint: problems.join('\n'),
    },
  }
  try {
    return await comment(id, target, form, { by: user, channel: 'email' })
  } catch (error) {
    for (const file of staged.files) await discardStaged(file.id, user)
    if (!(error instanceof Invalid) || error.field !== 'files' || !said) throw error
    const smallPrint = [...problems, error.sentence(user.locale)].join('\n')
    const bare = { ...form, fileIds: [], mail: { ...form.mail, smallPrint } }
    return comment(id, target, bare, { by: user, channel: 'email' })
  }
}

async function comment(
  id: number,
  { ticketId }: ReplyTarget,
  form: CommentForm,
  actor: Actor
): Promise<Outcome> {
  const outcome: Outcome = { result: 'commented', userId: actor.by!.id, ticketId }
  try {
    await addComment(ticketId, form, actor, (trx, added) => {
      outcome.commentId = added.id
      if (added.isInternal) outcome.result = 'noted'
      return settleMail(trx, id, outcome)
    })
    return outcome
  } catch (error) {
    if (!(error instanceof Refusal) || error.key !== 'comments.closed') throw error
    return answerClosed(id, ticketId, form, actor, error)
  }
}

async function settled(id: number, outcome: Outcome): Promise<Outcome> {
  await settleMail(db.connection(), id, outcome)
  return outcome
}

/** The beginning of the line above which people answer, in every language that mails are written in. */
function markers(): string[] {
  return i18nManager
    .supportedLocales()
    .map((locale) => i18nManager.locale(locale).t('inbound.above'))
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`
}
