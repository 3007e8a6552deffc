import { NotFound } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { askRecount } from '#services/calendars/ask_recount'
import { withDepartment } from '#services/calendars/with_department'

/**
 * Takes a day off a department's holidays.
 * @returns the day, as `YYYY-MM-DD`
 * @throws Refusal 403 for anybody but an admin; NotFound for one that is not there; E_ROW_NOT_FOUND
 */
export async function removeHoliday(id: number, holidayId: number, actor: Actor): Promise<string> {
  return withDepartment(id, actor, async (trx, department) => {
    const { rows } = await trx.rawQuery(
      `delete from holidays where id = ? and department_id = ?
        returning name, to_char(day, 'YYYY-MM-DD') as day`,
      [holidayId, id]
    )
    const [row] = rows
    if (!row) throw new NotFound()
    await askRecount(trx, department)
    await recordAudit(trx, {
      actor,
      action: 'department_holiday_removed',
      subjectType: 'department',
      subjectId: id,
      subjectLabel: department.name,
      changes: [{ field: 'holiday', before: `${row.day} ${row.name}`.trim(), after: null }],
    })
    return row.day
  })
}
