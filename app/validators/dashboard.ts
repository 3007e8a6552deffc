import vine from '@vinejs/vine'

/** Moves that need no words and so can be made from the dashboard. */
export const moveForm = vine.create({
  name: vine.enum(['start', 'complete', 'confirm', 'resubmit'] as const),
})
