import type { HttpContext } from '@adonisjs/core/http'
import { limitTries } from '#services/accounts/limit_tries'
import { openDecisionPage } from '#services/decisions/open_decision_page'
import { openReceipt } from '#services/decisions/open_receipt'
import { readDecisionLink, type DecisionLink } from '#services/decisions/read_decision_link'
import { readSettings } from '#services/settings/read_settings'
import type { TypedForm } from '#services/words/answer_form'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

/** A link that may not be used by whoever is signed in here, or by nobody: the desk wants to see its person. */
export type Opened = DecisionLink & { isShut: boolean }

/**
 * Reads the link of a request. Wrong ones count against the address that tries them.
 * @returns null for a token the desk does not know
 */
export async function openLink({ params, request, auth }: HttpContext): Promise<Opened | null> {
  const link = await readDecisionLink(String(params.token))
  if (!link) {
    await limitTries('decision_link', { address: request.ip() })
    return null
  }
  const { linksNeedSignIn } = await readSettings()
  return { ...link, isShut: linksNeedSignIn && auth.user?.id !== link.person.id }
}

/** Statuses of a link's page, by what it is good for: reading it, and pressing its button in vain. */
const STATUS = {
  open: { read: 200, pressed: 409 },
  used: { read: 200, pressed: 409 },
  outdated: { read: 410, pressed: 409 },
  newer: { read: 410, pressed: 409 },
  expired: { read: 410, pressed: 410 },
  ended: { read: 410, pressed: 410 },
}

/**
 * Answers with the page of a link: the request to decide, the receipt, or what became of it. A link that needs sign-in
 * says nothing of its ticket before.
 * @param how `typed` is the form as it came back, `problem` a sentence above it
 */
export async function answerLink(
  ctx: HttpContext,
  link: Opened | null,
  how: { isPressed?: boolean; typed?: TypedForm; problem?: string } = {}
): Promise<string> {
  const { response, view, params, auth } = ctx
  if (!link) {
    response.status(404)
    return view.render('pages/decisions/dead', { fate: 'unknown' })
  }
  const words = speakTo(ctx, link)
  if (link.state !== 'open' || !how.typed) {
    response.status(STATUS[link.state][how.isPressed ? 'pressed' : 'read'])
  }
  if (link.isShut && link.state !== 'ended' && link.state !== 'expired') {
    response.status(403)
    const back = `/decisions/${params.token}`
    return view.render('pages/decisions/shut', { back, other: auth.user ?? null })
  }
  if (link.state === 'used') {
    return view.render('pages/decisions/done', await openReceipt(link, words.i18n))
  }
  if (link.state !== 'open') return view.render('pages/decisions/dead', dead(link, ctx))
  const { form, errors } = how.typed ?? { form: {}, errors: {} }
  return view.render('pages/decisions/show', {
    ...(await openDecisionPage(link, params.token, words)),
    link,
    token: params.token,
    form,
    errors,
    problem: how.problem,
  })
}

/** What became of a link; of the ticket only where its person may still see it. */
function dead({ state, ticket, conflict, person, row }: DecisionLink, { i18n }: HttpContext) {
  const isOwn = conflict?.decidedBy?.id === person.id
  const said = isOwn
    ? i18n.t(`decisions.own_${conflict.key}`, { id: String(row.ticketId) })
    : conflict?.sentence(i18n.locale)
  return { fate: state, ticket, said }
}

/** The page speaks to the person of the link, in his zone, whoever is signed in here. */
function speakTo(ctx: HttpContext, { person }: DecisionLink) {
  const times = timeWords(zoneOf(person), ctx.i18n)
  ctx.view.share({ times })
  return { i18n: ctx.i18n, times }
}
