import vine from '@vinejs/vine'
import { MOST_STRETCHES } from '#services/calendars/read_hours'
import { line } from '#validators/line'

const time = () => vine.string().trim().maxLength(20).optional()

/** Monday to Sunday as `d1` to `d7`: plain numbers would be taken for places in a list. */
const day = () =>
  vine
    .array(vine.object({ from: time(), to: time() }))
    .maxLength(MOST_STRETCHES)
    .optional()

export const hoursValidator = vine.create({
  roundTheClock: vine
    .accepted()
    .optional()
    .transform(() => true),
  hours: vine
    .object({ d1: day(), d2: day(), d3: day(), d4: day(), d5: day(), d6: day(), d7: day() })
    .optional(),
})

export const holidayValidator = vine.create({
  day: vine.string().trim().maxLength(20).optional(),
  name: line(80).optional(),
})
