import { DateTime } from 'luxon'
import { Invalid } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { askRecount } from '#services/calendars/ask_recount'
import { withDepartment } from '#services/calendars/with_department'

export interface HolidayForm {
  /** `YYYY-MM-DD`. */
  day?: string
  name?: string
}

/** More are a mistake: a list is for some years. */
const MOST = 400

/**
 * Adds a day on which nobody of a department works.
 * @throws Refusal 403 for anybody but an admin; Invalid 422 on `day`; E_ROW_NOT_FOUND
 */
export async function addHoliday(id: number, form: HolidayForm, actor: Actor): Promise<string> {
  const day = readDay(form.day ?? '')
  return withDepartment(id, actor, async (trx, department) => {
    const holidays = await trx
      .from('holidays')
      .where('department_id', id)
      .select(trx.raw(`to_char(day, 'YYYY-MM-DD') as day`))
    if (holidays.some((one) => one.day === day)) {
      throw new Invalid('day', 'calendar.holiday_twice', { day })
    }
    if (holidays.length >= MOST) throw new Invalid('day', 'calendar.too_many', { most: MOST })
    const name = form.name?.trim() ?? ''
    await trx.table('holidays').insert({ department_id: id, day, name })
    await askRecount(trx, department)
    await recordAudit(trx, {
      actor,
      action: 'department_holiday_added',
      subjectType: 'department',
      subjectId: id,
      subjectLabel: department.name,
      changes: [{ field: 'holiday', before: null, after: `${day} ${name}`.trim() }],
    })
    return day
  })
}

function readDay(typed: string): string {
  const day = DateTime.fromFormat(typed.trim(), 'yyyy-MM-dd', { zone: 'utc' })
  if (!day.isValid || day.year < 2000 || day.year > 2100)
    throw new Invalid('day', 'calendar.no_day')
  return day.toISODate()
}
