import type { HttpContext } from '@adonisjs/core/http'
import clock from '#services/clock'
import type { StagedFile } from '#services/comments/list_staged'
import { uploadLimits } from '#services/files/limits'
import { addressWith } from '#services/lists/address_with'
import { countNavigation } from '#services/notifications/count_navigation'
import { shareNavigation } from '#services/notifications/share_navigation'
import { openWithReply } from '#services/templates/open_with_reply'
import { describeTicket } from '#services/tickets/show/describe_ticket'
import type { TalkPart } from '#services/tickets/show/load_talk'
import { showTicket } from '#services/tickets/show_ticket'
import type { FieldErrors } from '#services/words/field_errors'
import type { Toast } from '#services/words/flash_toast'
import { isFragment } from '#services/words/is_fragment'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

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
