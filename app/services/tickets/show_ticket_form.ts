import type { HttpContext } from '@adonisjs/core/http'
import User from '#models/user'
import { shareNavigation } from '#services/notifications/share_navigation'
import type { StartedFrom } from '#services/templates/start_from_template'
import { marksOf, type Difference } from '#services/tickets/compare_briefs'
import type { FormTurn } from '#services/tickets/form_request'
import type { Consequence } from '#services/tickets/open_brief_form'
import type { KeptDraft } from '#services/tickets/ticket_drafts'
import { ticketFormPage, type FormQuestion } from '#services/tickets/ticket_form_page'
import type { TypedTicket } from '#services/tickets/typed_ticket'
import { isFragment } from '#services/words/is_fragment'

interface Shown extends FormQuestion {
  turn?: FormTurn
  draft?: KeptDraft | null
  copied?: { id: number; leftOut: string } | null
  started?: StartedFrom
}

/**
 * Answers with the form of a new ticket: the whole page, or for htmx the part that a turn changes. 422 when there are
 * errors. Forms that were turned keep everything as typed.
 */
export async function showTicketForm(ctx: HttpContext, shown: Shown) {
  const { typed, errors, turn } = shown
  if (turn === 'type' && typed.quantity === '') typed.quantity = '1'
  const page = await ticketFormPage(shown)
  if (errors) ctx.response.status(422)
  if (turn === 'type')
    ctx.response.header('HX-Replace-Url', `/tickets/new?type=${page.type?.key ?? ''}`)
  if (turn && isFragment(ctx)) return fragment(ctx, turn, page)
  await shareNavigation(ctx)
  return ctx.view.render('pages/tickets/create', {
    ...page,
    draft: shown.draft,
    copied: shown.copied,
    started: shown.started,
  })
}

interface BriefShown extends Shown {
  ticket: NonNullable<FormQuestion['ticket']>
  consequence: Consequence
  stale?: { sentence: string; typed: TypedTicket; differences: Difference[] }
  /** Marks of the fields when the form was opened; made anew for a fresh form. */
  marks?: Record<string, unknown>
}

/** Answers with the form of a ticket's brief; 422 with errors, 409 with both texts when somebody saved meanwhile. */
export async function showBriefForm(ctx: HttpContext, shown: BriefShown) {
  const { stale, consequence, errors, turn } = shown
  const typed = stale?.typed ?? shown.typed
  const page = await ticketFormPage({ ...shown, typed })
  if (errors) ctx.response.status(422)
  if (stale) ctx.response.status(409)
  if (turn && isFragment(ctx)) return fragment(ctx, turn, page)
  await shareNavigation(ctx)
  const saver =
    stale && shown.ticket.briefChangedBy && (await User.find(shown.ticket.briefChangedBy))
  return ctx.view.render('pages/tickets/edit', {
    ...page,
    consequence,
    stale,
    saver,
    marks: Object.keys(shown.marks ?? {}).length > 0 ? shown.marks : marksOf(typed),
  })
}

function fragment(ctx: HttpContext, turn: FormTurn, page: object) {
  return ctx.view.render(`components/ticket/form_${turn === 'next' ? 'next' : 'asked'}`, {
    ...page,
    isFragment: true,
    isOtherType: turn === 'type',
  })
}
