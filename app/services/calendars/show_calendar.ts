import { Info } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import Department from '#models/department'
import { dayWords } from '#services/calendars/day_words'
import { MOST_STRETCHES } from '#services/calendars/read_hours'
import clock from '#services/clock'

interface Row {
  from: string
  to: string
}

/** A day of the form: its stretches as they stand or were typed, and an empty one to add. */
export interface DayRows {
  key: string
  name: string
  rows: Row[]
}

/**
 * A department's calendar for its page: the week as rows, holidays from last year on, its zone.
 * @param typed what was typed, when it could not be saved
 * @throws E_ROW_NOT_FOUND
 */
export async function showCalendar(id: number, i18n: I18n, typed?: Record<string, any>) {
  const department = await Department.findOrFail(id)
  const zone = department.timeZone ?? env.get('TIME_ZONE')
  const hours = department.workingHours
  const isTyped = typed !== undefined && !('day' in typed)
  return {
    department,
    zone,
    isOwnZone: department.timeZone !== null,
    isCounting: department.recountAfter !== null,
    roundTheClock: isTyped ? Boolean(typed.roundTheClock) : hours === null,
    week: Info.weekdays('long', { locale: i18n.locale }).map((name, index) => {
      const key = `d${index + 1}`
      const rows = isTyped ? typedRows(typed.hours?.[key]) : (hours?.[index + 1] ?? [])
      return { key, name, rows: withEmptyRow(rows) }
    }),
    holidays: await listHolidays(id, i18n, zone),
  }
}

function withEmptyRow(rows: Row[]): Row[] {
  const empty = { from: '', to: '' }
  const isLastEmpty = rows.length > 0 && !rows.at(-1)!.from && !rows.at(-1)!.to
  return rows.length >= MOST_STRETCHES || isLastEmpty ? rows : [...rows, empty]
}

/** What came in may be anything. */
function typedRows(value: unknown): Row[] {
  const text = (one: unknown) => (typeof one === 'string' ? one.slice(0, 20) : '')
  const rows = Array.isArray(value) ? value : Object.values(Object(value))
  return rows
    .slice(0, MOST_STRETCHES)
    .map((row: any) => ({ from: text(row?.from), to: text(row?.to) }))
}

async function listHolidays(id: number, i18n: I18n, zone: string) {
  const from = clock.now().setZone(zone).startOf('year').minus({ years: 1 }).toISODate()
  const rows = await db
    .from('holidays')
    .where('department_id', id)
    .where('day', '>=', from!)
    .orderBy('day')
    .select('id', 'name', db.raw(`to_char(day, 'YYYY-MM-DD') as day`))
  return rows.map(({ id: holidayId, name, day }) => ({
    id: holidayId as number,
    name: name as string,
    day: day as string,
    words: dayWords(day, i18n.locale),
  }))
}
