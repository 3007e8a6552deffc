import { DateTime } from 'luxon'
import vine from '@vinejs/vine'

export const CALENDAR_VIEWS = ['month', 'week', 'day'] as const
export const CALENDAR_KINDS = ['shoots', 'deadlines'] as const

const id = () => vine.number().withoutDecimals().range([1, 2_147_483_647])

/** What a calendar shows: which days, whose, and what of it. */
export const calendarFilter = vine.create({
  view: vine.enum(CALENDAR_VIEWS).optional(),
  date: vine
    .date({ formats: ['YYYY-MM-DD'] })
    .after('1999-12-31')
    .before('2200-01-01')
    .transform((date) => DateTime.fromJSDate(date).toISODate()!)
    .optional(),
  kind: vine.enum(CALENDAR_KINDS).optional(),
  department: id().optional(),
  person: id().optional(),
})
