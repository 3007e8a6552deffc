import { Conflict } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import { briefOf } from '#services/tickets/brief_of'
import { describeDifferences, mergeBriefs, type Difference } from '#services/tickets/compare_briefs'
import { editBrief } from '#services/tickets/edit_brief'
import { judgeForm, type FormErrors } from '#services/tickets/judge_form'
import { openBriefForm } from '#services/tickets/open_brief_form'
import { rowsOf, type Submission } from '#services/tickets/submit_ticket_form'
import { typedFromTicket } from '#services/tickets/typed_from_ticket'
import { withoutUnasked } from '#services/tickets/asked_fields'
import { withoutBlankRows, type TypedTicket } from '#services/tickets/typed_ticket'
import type { TimeWords } from '#services/words/time_words'
import { briefValidator } from '#validators/ticket_forms'

export interface BriefSubmission extends Submission {
  ticket: Ticket
  viewer: User
  times: TimeWords
  /** Marks of the form when it was opened, and what was chosen on the page with both texts. */
  marks: Record<string, unknown>
  picks: Record<string, unknown>
}

export type BriefOutcome =
  | { done: Ticket }
  | { errors: FormErrors; typed: TypedTicket }
  | { stale: { sentence: string; typed: TypedTicket; differences: Difference[] } }

/**
 * Saves the form behind /tickets/:id/edit. When somebody saved meanwhile nothing is stored: what this person did not
 * touch follows the saved version, and the rest comes back as pairs to choose from.
 * @throws NotFound, Refusal 403
 */
export async function submitBriefForm(
  submission: BriefSubmission,
  actor: Actor
): Promise<BriefOutcome> {
  const { ticket, times, i18n, zone } = submission
  const typed = chosen(submission, await typedFromTicket(ticket, times))
  const before = await briefOf(ticket)
  const keptProductIds = [before.productId ?? 0, ...before.items!.map((item) => item.productId)]
  const type = ticket.requestType
  try {
    const judged = await judgeForm({ typed, type, zone, i18n, keptProductIds }, async () => {
      const form = await briefValidator.validate(rawOf(submission, typed), {
        meta: { zone },
      })
      const { fileIds, removedFileIds } = typed
      const description = form.description ?? ''
      return editBrief(ticket.id, { ...form, description, fileIds, removedFileIds }, actor)
    })
    return 'errors' in judged ? { ...judged, typed } : judged
  } catch (error) {
    if (!(error instanceof Conflict) || error.key !== 'stale_brief') throw error
    return { stale: await compare(submission, typed, error) }
  }
}

/** The fields for the validator: what stands in `typed` counts, except where it was no text at all. */
function rawOf({ raw, ticket }: BriefSubmission, typed: TypedTicket) {
  const texts = Object.entries(raw).map(([name, value]) => [
    name,
    Object(value) === value ? value : typed[name as keyof TypedTicket] || undefined,
  ])
  const fields = withoutUnasked(Object.fromEntries(texts), ticket.requestType)
  return { ...fields, items: rowsOf(typed, ticket.requestType) }
}

/** What the person sends, with what he chose as theirs on the page with both texts. */
function chosen({ typed, picks }: BriefSubmission, theirs: TypedTicket): TypedTicket {
  const { merged } = mergeBriefs(typed, theirs, {}, picks)
  return { ...merged, items: withoutBlankRows(merged.items) }
}

async function compare(submission: BriefSubmission, mine: TypedTicket, conflict: Conflict) {
  const { i18n, times, marks } = submission
  const { ticket } = await openBriefForm(submission.ticket.id, submission.viewer)
  const theirs = await typedFromTicket(ticket, times)
  const { merged, open } = mergeBriefs(mine, theirs, marks, {})
  return {
    sentence: conflict.sentence(i18n.locale),
    typed: { ...merged, lockVersion: theirs.lockVersion },
    differences: await describeDifferences(open, mine, theirs, { i18n, times }),
  }
}
