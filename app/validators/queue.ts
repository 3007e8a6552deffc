import vine from '@vinejs/vine'
import { QUEUE_TABS } from '#services/queue/narrow_queue'
import { LAST_PAGE } from '#validators/ticket_list'

/** The address of a queue; what it does not know is passed over, what it cannot read is refused. */
export const queueValidator = vine.create({
  tab: vine.enum(QUEUE_TABS).optional(),
  page: vine.number().withoutDecimals().range([1, LAST_PAGE]).optional(),
})

/** A move from a row of a queue; `back` is the page of the queue it came from. */
export const queueMoveValidator = vine.create({
  back: vine
    .string()
    .maxLength(200)
    .regex(/^\/queue\/\d{1,9}(\?[\w=&]*)?$/)
    .optional(),
})
