import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { askRecount } from '#services/calendars/ask_recount'
import { readHours, type TypedHours } from '#services/calendars/read_hours'
import { withDepartment } from '#services/calendars/with_department'
import clock from '#services/clock'
import { describeCalendar } from '#services/deadlines/describe_calendar'
import i18nManager from '@adonisjs/i18n/services/main'

export interface HoursForm {
  roundTheClock?: boolean
  hours?: TypedHours
}

/**
 * Sets when a department works; the deadlines of its open tickets are counted anew afterwards.
 * @returns its name
 * @throws Refusal 403 for anybody but an admin; InvalidFields 422; E_ROW_NOT_FOUND
 */
export async function saveHours(id: number, form: HoursForm, actor: Actor): Promise<string> {
  const hours = form.roundTheClock ? null : readHours(form.hours ?? {})
  return withDepartment(id, actor, async (trx, department) => {
    const before = inWords(department.workingHours)
    const after = inWords(hours)
    if (before === after) return department.name
    department.merge({
      workingHours: hours && (JSON.stringify(hours) as never),
      updatedAt: clock.now(),
    })
    await askRecount(trx, department)
    await recordAudit(trx, {
      actor,
      action: 'department_hours_changed',
      subjectType: 'department',
      subjectId: id,
      subjectLabel: department.name,
      changes: [{ field: 'workingHours', before, after }],
    })
    return department.name
  })
}

function inWords(hours: any): string {
  return describeCalendar(hours && { hours }, i18nManager.locale('en'))
}
