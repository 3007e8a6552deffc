import i18nManager from '@adonisjs/i18n/services/main'
import { Invalid, Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import { addComment, LONGEST_COMMENT, type CommentForm } from '#services/comments/add_comment'
import { discardStaged } from '#services/files/discard_staged'
import { answerClosed } from '#services/inbound/answer_closed'
import { chooseAttachments } from '#services/inbound/choose_attachments'
import { hideAllLinks, hideDecisionLinks } from '#services/inbound/hide_links'
import { settleMail, type Outcome } from '#services/inbound/inbound_record'
import type { ParsedMail } from '#services/inbound/parse_mail'
import type { ReplyTarget } from '#services/inbound/reply_address'
import { splitReply } from '#services/inbound/split_reply'
import { stageAttachments } from '#services/inbound/stage_attachments'

/** Characters that are kept of what was quoted and of a signature. */
const LONGEST = { quoted: 8_000, signature: 1_000 }

export interface Reply {
  user: User
  target: ReplyTarget
}

/**
 * Writes what is new in a mail as a comment, with the files it brought; without those that the ticket does not take.
 * @returns null when there is nothing new in it
 */
export async function commentReply(
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

/** The beginning of the line above which people answer, in every language that mails are written in. */
function markers(): string[] {
  return i18nManager
    .supportedLocales()
    .map((locale) => i18nManager.locale(locale).t('inbound.above'))
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`
}
