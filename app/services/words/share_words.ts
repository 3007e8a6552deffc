import i18nManager from '@adonisjs/i18n/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import type User from '#models/user'
import clock from '#services/clock'
import { hasTelegram } from '#services/telegram/has_telegram'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

/** Gives every template what all of them need: the viewer, the words, and times in the viewer's zone. */
export function shareWords(ctx: HttpContext, viewer: User | null): void {
  const i18n = i18nManager.locale(viewer?.locale ?? 'en')
  const times = timeWords(zoneOf(viewer), i18n)
  ctx.i18n = i18n
  ctx.view?.share({
    viewer,
    i18n,
    t: i18n.t.bind(i18n),
    times,
    // When a page was asked for, which is what stands on paper.
    printedAt: times.exact(clock.now()),
    theme: viewer?.theme ?? 'system',
    organisation: env.get('ORGANISATION', 'Countersign'),
    currentPath: ctx.request.url(),
    // Up to here a page is right; the live stream tells it what came after (its cursors are the machine's clock).
    askedAt: Date.now(),
    requestId: ctx.response.getHeader('x-request-id'),
    navigation: { approvals: 0, unread: 0, queue: null },
    toasts: [],
    hasTelegram: hasTelegram(),
  })
}
