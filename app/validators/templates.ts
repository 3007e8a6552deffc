import vine from '@vinejs/vine'
import { FILE_FORMATS } from '#services/tickets/brief'
import { line } from '#validators/line'
import { PRIORITIES } from '#workflows/workflow'

const id = () =>
  vine
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
const box = () =>
  vine
    .accepted()
    .optional()
    .transform(() => true)
const text = (most: number) => vine.string().trim().maxLength(most)

/** A tick on an item of a checklist, or its end. */
export const tickValidator = vine.create({ done: vine.enum(['0', '1'] as const) })

/** A reply that is written once and used often. */
export const replyTemplateValidator = vine.create({
  name: line(80).minLength(1),
  body: text(10_000).minLength(1),
})

/** Which reply is inserted into what is being written, and where. */
export const insertionValidator = vine.create({
  template: id(),
  ask: vine
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
})

/** What a prefilled form is called and holds; the rules of its type judge the rest. */
export const requestTemplateValidator = vine.create({
  name: line(80).minLength(1),
  isActive: box(),
  title: line(200).optional(),
  description: text(50_000).optional(),
  priority: vine.enum(PRIORITIES).optional(),
  fileFormat: vine.enum(FILE_FORMATS).optional(),
  criteria: vine.enum(['image', 'video'] as const).optional(),
})

/** The checklist of a request type: what stands in its lines, and what one of its buttons asked for. */
export const checklistValidator = vine.create({
  isRequired: box(),
  items: vine
    .array(vine.object({ id: id().optional(), text: line(200).optional() }))
    .maxLength(60)
    .optional(),
  turn: vine
    .string()
    .regex(/^(up|down|remove):[1-9]\d{0,8}$/)
    .optional(),
})
