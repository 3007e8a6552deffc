import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { saveHours } from '#services/calendars/save_hours'
import { showCalendar } from '#services/calendars/show_calendar'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { hoursValidator } from '#validators/calendars'

export default class CalendarController {
  async edit(ctx: HttpContext) {
    return calendarPage(ctx)
  }

  async update(ctx: HttpContext) {
    return answerForm(
      ctx,
      async () => {
        const id = Number(ctx.params.departmentId)
        const form = await ctx.request.validateUsing(hoursValidator)
        const name = await saveHours(id, form, actorOf(ctx))
        flashToast(ctx, 'calendar.saved', { name })
        return ctx.response.redirect(`/admin/departments/${id}/calendar`)
      },
      (typed) => calendarPage(ctx, typed)
    )
  }
}

/** A department's working hours and holidays as they are now, or as they were typed. */
export async function calendarPage({ view, params, i18n }: HttpContext, typed?: TypedForm) {
  const shown = await showCalendar(Number(params.departmentId), i18n, typed?.form)
  return view.render('pages/admin/departments/calendar/edit', {
    ...shown,
    form: typed?.form ?? {},
    errors: typed?.errors ?? {},
  })
}
