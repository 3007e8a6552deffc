import vine from '@vinejs/vine'

const year = () => vine.number().withoutDecimals().range([2000, 2199])
const month = () => vine.number().withoutDecimals().range([1, 12])

/** The month of a report; none for the newest one that is over. */
export const monthlyFilter = vine.create({
  year: year().optional(),
  month: month().optional(),
  dialog: vine.enum(['chat', 'send'] as const).optional(),
})

/** Who gets a month by mail, each with what he may see. */
export const MONTH_READERS = ['me', 'managers'] as const

export const monthlySending = vine.create({
  year: year(),
  month: month(),
  to: vine.enum(MONTH_READERS),
})
