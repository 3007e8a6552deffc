import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import env from '#start/env'
import type { BusinessCalendar } from '#services/deadlines/business_calendar'

/** When a department works; null is round the clock, as every department does until an admin says otherwise. */
export async function calendarOf(
  client: QueryClientContract,
  departmentId: number
): Promise<BusinessCalendar | null> {
  const row = await client
    .from('departments as d')
    .where('d.id', departmentId)
    .select('d.working_hours', 'd.time_zone')
    .select(
      client.raw(
        `(select coalesce(array_agg(to_char(h.day, 'YYYY-MM-DD') order by h.day), '{}') from holidays h
          where h.department_id = d.id) as holidays`
      )
    )
    .first()
  if (!row?.working_hours) return null
  return {
    zone: row.time_zone ?? env.get('TIME_ZONE'),
    hours: row.working_hours,
    holidays: row.holidays,
  }
}
