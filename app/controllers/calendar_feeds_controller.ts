import { createHash } from 'node:crypto'
import i18nManager from '@adonisjs/i18n/services/main'
import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { NotFound } from '#exceptions/refusals'
import { limitTries } from '#services/accounts/limit_tries'
import { noteReading, openFeed } from '#services/feeds/calendar_feeds'
import { feedEvents } from '#services/feeds/feed_events'
import { writeCalendar } from '#services/feeds/write_calendar'
import { zoneOf } from '#services/words/zone_of'

/** What calendars of other programs read, by a secret address. */
export default class CalendarFeedsController {
  async show({ params, request, response }: HttpContext) {
    const token = String(params.token).slice(0, -'.ics'.length)
    await limitTries('calendar_feed', { address: request.ip(), account: token })
    const opened = await openFeed(token)
    if (!opened) throw new NotFound()
    const { reader, scope } = opened
    const i18n = i18nManager.locale(reader.locale)
    const name = i18n.t(`feeds.name.${scope}`, {
      organisation: env.get('ORGANISATION', 'Countersign'),
    })
    const events = await feedEvents(reader, scope)
    const calendar = writeCalendar(events, { name, zone: zoneOf(reader), i18n })
    await noteReading(reader)
    const etag = `"${createHash('sha256').update(calendar).digest('base64url').slice(0, 32)}"`
    response.header('etag', etag)
    response.header('cache-control', 'private, no-cache')
    if (request.header('if-none-match')?.includes(etag)) return response.status(304).send('')
    response.header('content-type', 'text/calendar; charset=utf-8')
    response.header('content-disposition', 'inline; filename="countersign.ics"')
    return response.send(calendar)
  }
}
