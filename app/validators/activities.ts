import { DateTime } from 'luxon'
import vine from '@vinejs/vine'
import { KINDS } from '#services/activity/activity_kinds'
import { workflows } from '#workflows/index'

/** Beyond nine digits there is no ticket and no person. */
const id = () => vine.number().withoutDecimals().range([1, 999_999_999])
const cursor = () => vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER])
/** A time in microseconds and an id. */
const place = () => vine.string().regex(/^\d{1,16}\.\d{1,15}$/)
const day = () =>
  vine
    .date({ formats: ['YYYY-MM-DD'] })
    .after('1999-12-31')
    .before('2200-01-01')
    .transform((date) => DateTime.fromJSDate(date).toISODate()!)

/** A person who did it, or the desk itself. */
const person = () =>
  vine
    .string()
    .regex(/^(desk|[1-9]\d{0,8})$/)
    .optional()

const filters = {
  kind: vine.enum(KINDS).optional(),
  person: person(),
  from: day().optional(),
  to: day().optional(),
  /** The activity after or before which the page begins, in the order of the list. */
  after: cursor().optional(),
  before: cursor().optional(),
}

/** The address of a ticket's history. */
export const historyFilter = vine.create({
  ...filters,
  order: vine.enum(['newest', 'oldest'] as const).optional(),
})

/** The address of /activity. */
export const activityFilter = vine.create({
  ...filters,
  /** A number as people write it, with or without its sign. */
  ticket: vine
    .string()
    .trim()
    .regex(/^#?[1-9]\d{0,8}$/)
    .transform((value) => Number(value.replace('#', '')))
    .optional(),
  workflow: vine.enum(workflows.map(({ key }) => key)).optional(),
  after: place().optional(),
  before: place().optional(),
})

/** Two versions of a brief side by side; `whole` shows also what stayed as it was. */
export const versionFilter = vine.create({
  against: id().optional(),
  whole: vine.enum(['1'] as const).optional(),
})

/** The form that chooses two versions. */
export const versionChoice = vine.create({ version: id(), against: id().optional() })
