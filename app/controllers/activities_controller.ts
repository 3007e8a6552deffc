import type { HttpContext } from '@adonisjs/core/http'
import clock from '#services/clock'
import { listActivities } from '#services/activity/list_activities'
import { readFilter } from '#services/lists/read_filter'
import { viewing } from '#services/tickets/form_request'
import { activityFilter } from '#validators/activities'

export default class ActivitiesController {
  async index(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const question = await readFilter(ctx, activityFilter)
    const page = await listActivities(viewer, question, { i18n, times })
    ctx.response.header('cache-control', 'no-store')
    return ctx.view.render('pages/activities/index', { page, now: clock.now() })
  }
}
