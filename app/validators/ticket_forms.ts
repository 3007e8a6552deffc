import vine from '@vinejs/vine'
import { FILE_FORMATS } from '#services/tickets/brief'
import { readMoment } from '#services/words/read_moment'
import { line } from '#validators/line'
import { PRIORITIES } from '#workflows/workflow'

const CRITERIA = ['image', 'video'] as const

const id = () =>
  vine
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)
const pieces = () =>
  vine
    .string()
    .trim()
    .regex(/^\d{1,4}$/)
    .transform(Number)

const moment = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  const time = readMoment(value, field.meta.zone)
  if (!time) field.report('no time', 'moment', field)
  else field.mutate(time, field)
})

const brief = {
  title: line(200).minLength(1),
  description: vine.string().trim().maxLength(50_000).optional(),
  productId: id().optional(),
  items: vine.array(
    vine.object({
      productId: id(),
      quantity: pieces(),
      criteria: vine.enum(CRITERIA).optional(),
    })
  ),
  quantity: pieces().optional(),
  criteria: vine.enum(CRITERIA).optional(),
  fileFormat: vine.enum(FILE_FORMATS).optional(),
  scheduledStart: vine.any().use(moment()).optional(),
  scheduledEnd: vine.any().use(moment()).optional(),
}

/** The form behind /tickets/new; times are read in `meta.zone`. Unknown keys are dropped. */
export const newTicketValidator = vine.withMetaData<{ zone: string }>().create({
  ...brief,
  type: vine.string().regex(/^[a-z0-9_]{1,60}$/),
  priority: vine.enum(PRIORITIES),
  assigneeId: id().optional(),
  collaboratorIds: vine.array(id()).maxLength(50),
  idempotencyKey: vine.string().maxLength(100).optional(),
})

/** The form behind /tickets/:id/edit. */
export const briefValidator = vine.withMetaData<{ zone: string }>().create({
  ...brief,
  lockVersion: id(),
})
