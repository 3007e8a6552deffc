import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import clock from '#services/clock'
import { listStaged, type StagedFile } from '#services/comments/list_staged'
import { uploadLimits } from '#services/files/limits'
import { addressWith } from '#services/lists/address_with'
import { openWithReply } from '#services/templates/open_with_reply'
import { countNavigation } from '#services/notifications/count_navigation'
import { shareNavigation } from '#services/notifications/share_navigation'
import { describeTicket } from '#services/tickets/show/describe_ticket'
import type { TalkPart } from '#services/tickets/show/load_talk'
import { showTicket } from '#services/tickets/show_ticket'
import { isFragment } from '#services/words/is_fragment'
import { fieldErrors, type FieldErrors } from '#services/words/field_errors'
import { leadTo } from '#services/words/lead_to'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'
import { flashToast, type Toast } from '#services/words/flash_toast'

/** People who were mentioned, do not see the ticket, and may be added by who wrote. */
export interface WatcherOffer {
  text: string
  people: { id: number; fullName: string }[]
}

/** What the ticket page says and keeps beside the ticket itself. */
export interface TicketAnswer {
  toast?: Toast
  problem?: string
  /** The dialog or form that is open. */
  ask?: string
  form?: Record<string, unknown>
  /** Another page to go to, where the ticket is not the answer. */
  leadsTo?: string
  errors?: FieldErrors
  keptFiles?: StagedFile[]
  offer?: WatcherOffer
}

/** The page of a ticket, or its region alone where htmx asks. */
export async function renderTicket(ctx: HttpContext, ticketId: number, answer: TicketAnswer = {}) {
  const { auth, i18n, request, response, view } = ctx
  const viewer = auth.getUserOrFail()
  const zone = zoneOf(viewer)
  const shown = await showTicket(ticketId, viewer, {
    allActivity: request.qs().activity === 'all',
    comments: talkPartOf(request.qs().comments),
  })
  const described = describeTicket(shown, { i18n, times: timeWords(zone, i18n) })
  const page = { ...described, address: addressOf(ctx, ticketId) }
  response.header('cache-control', 'no-store')
  const flashed = ctx.session.flashMessages.get('offer') ?? null
  const ask = request.qs().ask
  const state = {
    page,
    now: clock.now(),
    ask,
    form: {},
    errors: {},
    keptFiles: [],
    offer: flashed,
    ...(await openWithReply(ctx, ticketId)),
    ...answer,
  }
  await shareNavigation(ctx)
  view.share({ uploadLimits: await uploadLimits() })
  if (!isFragment(ctx)) return view.render('pages/tickets/show', state)
  const isChange = request.method() !== 'GET'
  const counts = isChange ? await countNavigation(viewer) : null
  return view.render('pages/tickets/region', { ...state, counts })
}

/** Where the page asks again for what it shows: with all its talk and activity where it shows all. */
function addressOf({ request }: HttpContext, ticketId: number): string {
  const { activity, comments } = request.qs()
  return addressWith(`/tickets/${ticketId}`, {
    activity: activity === 'all' ? 'all' : undefined,
    comments: talkPartOf(comments) === 'newest' ? undefined : comments,
  })
}

/** `all`, or the number of a comment: what was said before it. */
function talkPartOf(asked: unknown): TalkPart {
  if (asked === 'all') return 'all'
  return /^[1-9]\d{0,8}$/.test(String(asked)) ? { before: Number(asked) } : 'newest'
}

/**
 * Runs a change of a ticket and answers with the ticket: after success the region (htmx) or a redirect with a toast;
 * 422 with the form as typed, 403 and 409 with the reason, each above the ticket as it is now. Strangers get 404.
 * @param ask the dialog or form that stands open again when what was typed breaks a rule
 */
export async function changeTicket(
  ctx: HttpContext,
  ask: string,
  work: (ticketId: number) => Promise<TicketAnswer>
) {
  const ticketId = Number(ctx.params.ticketId)
  return orSayWhyNot(ctx, async () => {
    try {
      return await leadToTicket(ctx, ticketId, await work(ticketId))
    } catch (error) {
      const errors = fieldErrors(error, ctx.i18n.locale)
      if (!errors) throw error
      ctx.response.status(422)
      const { form, keptFiles } = await typedForm(ctx)
      return renderTicket(ctx, ticketId, { ask, form, errors, keptFiles })
    }
  })
}

/** Answers a refusal (403) or a lost race (409) with the ticket as it is now and the reason above it. */
export async function orSayWhyNot(ctx: HttpContext, work: () => Promise<unknown>) {
  try {
    return await work()
  } catch (error) {
    const isSaid = error instanceof Refusal && (error.status === 403 || error.status === 409)
    if (!isSaid) throw error
    ctx.response.status(error.status)
    const problem = error.sentence(ctx.i18n.locale)
    const typed = await typedForm(ctx)
    return renderTicket(ctx, Number(ctx.params.ticketId), { problem, ...typed })
  }
}

async function leadToTicket(ctx: HttpContext, ticketId: number, answer: TicketAnswer) {
  if (answer.leadsTo) return leadTo(ctx, answer.leadsTo, answer.toast!)
  if (isFragment(ctx)) return renderTicket(ctx, ticketId, answer)
  if (answer.toast) flashToast(ctx, answer.toast)
  if (answer.offer) ctx.session.flash('offer', answer.offer)
  return ctx.response.redirect(`/tickets/${ticketId}`)
}

/** What was typed, and the files that came with it or before it: they wait for the next try. */
export async function typedForm({ auth, request, staged }: HttpContext) {
  const form = request.except(['_csrf'])
  const ids = [form.files ?? [], form.made ?? [], (staged?.files ?? []).map(({ id }) => id)]
    .flat()
    .map(Number)
  const keptFiles = await listStaged(ids.filter(Number.isSafeInteger), auth.getUserOrFail())
  return { form, keptFiles }
}
