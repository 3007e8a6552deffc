import { DateTime } from 'luxon'
import vine from '@vinejs/vine'
import { workflows } from '#workflows/index'

export const PRESETS = ['today', 'week', 'month', 'quarter', 'custom'] as const

const id = () => vine.number().withoutDecimals().range([1, 2_147_483_647])
const day = () =>
  vine
    .date({ formats: ['YYYY-MM-DD'] })
    .after('1999-12-31')
    .before('2200-01-01')
    .transform((date) => DateTime.fromJSDate(date).toISODate()!)

/** The range and filters of a report's address; what it does not know is passed over, what it cannot read is refused. */
export const reportFilter = vine.create({
  range: vine.enum(PRESETS).optional(),
  from: day().optional(),
  to: day().optional(),
  compare: vine.enum(['before', 'none'] as const).optional(),
  workflow: vine.enum(workflows.map(({ key }) => key)).optional(),
  department: id().optional(),
  handling: id().optional(),
  type: id().optional(),
  product: id().optional(),
  person: id().optional(),
})
