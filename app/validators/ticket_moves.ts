import vine from '@vinejs/vine'
import { LONGEST_COMMENT } from '#services/comments/add_comment'
import { readMoment } from '#services/words/read_moment'
import { PRIORITIES } from '#workflows/workflow'

const id = () =>
  vine
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)

const moment = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  const time = readMoment(value, field.meta.zone)
  if (!time) field.report('no time', 'moment', field)
  else field.mutate(time, field)
})

/** A move along a transition: words with it, what was seen, and when scheduled work ended (in `meta.zone`). */
export const transitionValidator = vine.withMetaData<{ zone: string }>().create({
  note: vine.string().trim().maxLength(LONGEST_COMMENT).optional(),
  step: vine.enum(['department', 'creative'] as const).optional(),
  round: id().optional(),
  brief_version: id().optional(),
  actual_end: vine.any().use(moment()).optional(),
})

/** Who does the work, who helps, and when; times are read in `meta.zone`. */
export const assignmentValidator = vine.withMetaData<{ zone: string }>().create({
  assignee_id: id().optional(),
  collaborator_ids: vine.array(id()).maxLength(50).optional(),
  scheduled_start: vine.any().use(moment()).optional(),
  scheduled_end: vine.any().use(moment()).optional(),
  estimated_hours: vine.number().decimal([0, 2]).range([0.25, 999]).nullable().optional(),
  /** He was shown that these people are planned for those tickets at that time. */
  seen_clashes: vine
    .array(vine.string().regex(/^[1-9]\d{0,8}-[1-9]\d{0,8}$/))
    .maxLength(200)
    .optional(),
  lock_version: id().optional(),
})

export const unassignmentValidator = vine.create({ lock_version: id().optional() })

export const priorityValidator = vine.create({
  priority: vine.enum(PRIORITIES),
  lock_version: id().optional(),
})

export const commentValidator = vine.create({
  body: vine.string().trim().maxLength(LONGEST_COMMENT).optional(),
  parent_id: id().optional(),
  is_internal: vine
    .accepted()
    .optional()
    .transform(() => true),
  files: vine.array(id()).maxLength(100).optional(),
})

export const commentEditValidator = vine.create({
  body: vine.string().trim().maxLength(LONGEST_COMMENT).optional(),
  seen_body: vine.string().maxLength(LONGEST_COMMENT).optional(),
})

export const personValidator = vine.create({ user_id: id() })
export const maybePersonValidator = vine.create({ user_id: id().optional() })

/** A name that is being typed after "@". */
export const mentionQuery = vine.create({
  q: vine.string().trim().maxLength(60).optional(),
  notes: vine.accepted().optional(),
})
