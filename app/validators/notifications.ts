import vine from '@vinejs/vine'
import { GROUPS } from '#services/notifications/kinds'

const id = () => vine.number().withoutDecimals().range([1, 2_147_483_647])

/** The address of /notifications. */
export const notificationFilter = vine.create({
  show: vine.enum(['all', 'unread'] as const).optional(),
  about: vine.enum(GROUPS).optional(),
  before: vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER]).optional(),
})

/** What happens to one notification. */
export const notificationMark = vine.create({
  as: vine.enum(['read', 'unread', 'opened'] as const),
})

/** Everything, or what is about one ticket. */
export const readingForm = vine.create({
  ticket_id: id().optional(),
})
