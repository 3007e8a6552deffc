import type { HttpContext } from '@adonisjs/core/http'
import clock from '#services/clock'
import { readFilter } from '#services/lists/read_filter'
import { viewing } from '#services/tickets/form_request'
import { showCalendar } from '#services/workload/show_calendar'
import { calendarFilter } from '#validators/workload'

export default class CalendarController {
  /** What is planned and due, day by day. */
  async index(ctx: HttpContext) {
    const { viewer, i18n, times, zone } = viewing(ctx)
    const { view = 'month', date, ...filter } = await readFilter(ctx, calendarFilter)
    const today = clock.now().setZone(zone).toISODate()!
    const question = { view, date: date ?? today, ...filter }
    const calendar = await showCalendar(question, viewer, { i18n, times })
    ctx.response.header('cache-control', 'no-store')
    return ctx.view.render('pages/workload/calendar/index', { calendar })
  }
}
