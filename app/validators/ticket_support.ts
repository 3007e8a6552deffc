import vine from '@vinejs/vine'
import { LONGEST_COMMENT } from '#services/comments/add_comment'
import { LINK_KINDS } from '#services/tickets/link_tickets'
import { PRIORITIES } from '#workflows/workflow'

const id = () =>
  vine
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)

/** The number of a ticket as people write it: 12 or #12. */
const ticketNumber = () =>
  vine
    .string()
    .trim()
    .regex(/^#?[1-9]\d{0,8}$/)
    .transform((value) => Number(value.replace('#', '')))

/** Another department, why, and one step more priority. */
export const transferValidator = vine.create({
  department_id: id().optional(),
  reason: vine.string().trim().maxLength(2000).optional(),
  priority: vine.enum(PRIORITIES).optional(),
  lock_version: id().optional(),
})

export const mergeValidator = vine.create({
  into: ticketNumber(),
  lock_version: id().optional(),
})

export const linkValidator = vine.create({
  other: ticketNumber(),
  kind: vine.enum(LINK_KINDS),
})

export const followUpValidator = vine.create({
  body: vine.string().trim().maxLength(LONGEST_COMMENT).optional(),
  files: vine.array(id()).maxLength(100).optional(),
})
