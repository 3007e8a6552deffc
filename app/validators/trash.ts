import vine from '@vinejs/vine'
import { MOST_CHOSEN } from '#services/tickets/each_on_its_own'
import { PRIORITIES } from '#workflows/workflow'

const id = () =>
  vine
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)

/** Numbers of tickets: boxes that were ticked, or written with commas between them. */
const chosen = () =>
  vine
    .array(id())
    .minLength(1)
    .maxLength(MOST_CHOSEN)
    .parse((value) => (typeof value === 'string' ? value.split(',') : value))

/** Where the answer leads: a list of tickets, or the trash. */
const back = () =>
  vine
    .string()
    .maxLength(2000)
    .regex(/^\/(tickets|trash)(\?[^#\\\s]*)?$/)
    .optional()

export const chosenValidator = vine.create({ tickets: chosen(), back: back() })

export const chosenPriorityValidator = vine.create({
  tickets: chosen(),
  back: back(),
  priority: vine.enum(PRIORITIES),
})

export const chosenAssignmentValidator = vine.create({
  tickets: chosen(),
  back: back(),
  assignee_id: id().optional(),
})

/** Without `confirmed` the page that names what goes is shown first. */
export const chosenPurgeValidator = vine.create({
  tickets: chosen(),
  back: back(),
  confirmed: vine.accepted().optional(),
})

/** The address of /trash: words or a number, and the page. */
export const trashFilter = vine.create({
  q: vine.string().trim().maxLength(200).optional(),
  page: vine
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .optional(),
})
