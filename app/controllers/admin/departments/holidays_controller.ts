import type { HttpContext } from '@adonisjs/core/http'
import { calendarPage } from '#controllers/admin/departments/calendar_controller'
import { actorOf } from '#services/actor_of'
import { addHoliday } from '#services/calendars/add_holiday'
import { dayWords } from '#services/calendars/day_words'
import { removeHoliday } from '#services/calendars/remove_holiday'
import { answerForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { holidayValidator } from '#validators/calendars'

export default class HolidaysController {
  async store(ctx: HttpContext) {
    return answerForm(
      ctx,
      async () => {
        const id = Number(ctx.params.departmentId)
        const form = await ctx.request.validateUsing(holidayValidator)
        const day = await addHoliday(id, form, actorOf(ctx))
        flashToast(ctx, 'calendar.holiday_added', { day: dayWords(day, ctx.i18n.locale) })
        return ctx.response.redirect(`/admin/departments/${id}/calendar#holidays`)
      },
      (typed) => calendarPage(ctx, { ...typed, form: { day: '', ...typed.form } })
    )
  }

  async destroy(ctx: HttpContext) {
    const id = Number(ctx.params.departmentId)
    const day = await removeHoliday(id, Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'calendar.holiday_removed', { day: dayWords(day, ctx.i18n.locale) })
    return ctx.response.redirect(`/admin/departments/${id}/calendar#holidays`)
  }
}
