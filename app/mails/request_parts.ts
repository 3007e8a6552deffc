import type Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import type { Letter, Signature } from '#mails/letter'
import { changedWords } from '#mails/changed_words'
import { loadBrief, type BriefOfMail } from '#mails/load_brief'
import { scheduleOf, shortened } from '#mails/ticket_words'
import { exactly, type Words } from '#mails/words'
import { requestPictures } from '#mails/request_pictures'
import { changesSinceAsked } from '#services/decisions/changes_since_asked'
import { mintDecisionLink, type MintedLink } from '#services/decisions/mint_decision_link'
import { mailHost } from '#services/deliveries/mail_addresses'
import { readSettings } from '#services/settings/read_settings'
import { deadlineCriteria, deadlineHours } from '#services/tickets/compute_deadline'
import { planStep } from '#services/tickets/plan_step'
import clock from '#services/clock'
import { appUrl } from '#config/app'
import { findWorkflow } from '#workflows/index'

/** The longest description that a mail shows; the page has the rest. */
const LONGEST_BRIEF = 1500

/**
 * What a request to decide shows besides the words of its notification: brief, pictures, items, signature lines, and the
 * link to decide, made last, so that it stands for what was read.
 * @returns null when the ticket does not wait for this person like that any more
 */
export async function requestParts(
  ticket: Ticket,
  delivery: Delivery,
  words: Words
): Promise<Partial<Letter> | null> {
  const { i18n } = words
  const brief = await loadBrief(ticket)
  const changes = await changesSinceAsked(delivery.userId!, ticket.id, clock.now().toJSDate())
  const parts = {
    paragraphs: [changedWords(changes, words), shortened(ticket.description, LONGEST_BRIEF)].filter(
      Boolean
    ),
    pictures: await requestPictures(brief.pictures, mailHost),
    items: brief.items.map(({ name, quantity }) => `${name} × ${quantity}`),
    total: totalOf(ticket, brief, words),
    facts: [
      i18n.t('mail.asked', { when: exactly(words, delivery.createdAt) }),
      await factsLine(ticket, brief, words),
    ].join(' '),
    signatures: await signaturesOf(ticket, brief, words),
    more: {
      label: i18n.t('mail.open', { id: String(ticket.id) }),
      href: `${appUrl}/tickets/${ticket.id}`,
      rest: ` ${i18n.t('mail.open_rest')}`,
    },
  }
  const link = await mintDecisionLink(delivery.userId!, ticket)
  return link && { ...parts, ...(await decideButton(link, words)) }
}

async function decideButton({ href, until }: MintedLink, words: Words) {
  const { linksNeedSignIn } = await readSettings()
  const hint = linksNeedSignIn ? 'mail.decide_hint_sign_in' : 'mail.decide_hint'
  return {
    button: { label: words.i18n.t('mail.decide'), href },
    buttonHint: words.i18n.t(hint, { until: exactly(words, until) }),
  }
}

function totalOf(ticket: Ticket, brief: BriefOfMail, { i18n }: Words): string {
  const count = ticket.pieces ?? ticket.quantity
  if (!count) return ''
  const pieces = i18n.t('mail.pieces', { count })
  const by = (criteria: string) =>
    brief.items
      .filter((item) => item.criteria === criteria)
      .reduce((sum, item) => sum + item.quantity, 0)
  const [video, image] = [by('video'), by('image')]
  if (video > 0 && image > 0) return i18n.t('mail.pieces_split', { pieces, video, image })
  const product = brief.productName ? `${brief.productName}, ` : ''
  return `${product}${pieces}`
}

async function factsLine(ticket: Ticket, brief: BriefOfMail, words: Words): Promise<string> {
  const { i18n } = words
  const files = brief.files > 0 ? i18n.t('mail.files', { count: brief.files }) : ''
  if (ticket.requestType.isScheduled) {
    return [scheduleOf(ticket, words), files].filter(Boolean).join(' ')
  }
  const items = brief.items.map(({ criteria }) => ({ criteria }))
  const hours = await deadlineHours({
    workflow: ticket.workflow,
    requestTypeId: ticket.requestTypeId,
    priority: ticket.priority,
    criteria: deadlineCriteria(ticket.criteria, items),
  })
  if (hours === null) return files
  const length = words.times.allowed(hours)
  return [i18n.t('mail.deadline_after', { length }), files].filter(Boolean).join(' ')
}

async function signaturesOf(
  ticket: Ticket,
  brief: BriefOfMail,
  words: Words
): Promise<Signature[]> {
  const { i18n } = words
  const { steps } = findWorkflow(ticket.workflow)
  return Promise.all(
    steps.map(async (step) => {
      const label = i18n.t(`workflow.step.${step}`)
      const given = brief.signatures.find((one) => one.step === step)
      if (given) {
        const name =
          given.decision === 'skipped'
            ? i18n.t(`mail.skipped`)
            : (given.name ?? i18n.t('notifications.desk'))
        return { label: `${label}, ${exactly(words, given.decidedAt)}`, name, isOpen: false }
      }
      const { approvers, skip } = await planStep(step, ticket)
      const isAsked = !skip || ticket.waitingStep === step
      const asked = isAsked ? approvers[0]?.fullName : undefined
      const when = ticket.waitingStep === step ? 'mail.waits_for' : 'mail.comes_next'
      return { label, name: asked ? i18n.t(when, { name: asked }) : '', isOpen: true }
    })
  )
}
