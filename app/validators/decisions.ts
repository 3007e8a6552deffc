import vine from '@vinejs/vine'

/** A decision made through a link; step, round and version stand with the link. */
export const linkDecisionForm = vine.create({
  decision: vine.enum(['approve', 'reject'] as const),
  note: vine.string().trim().maxLength(5000).optional(),
})
