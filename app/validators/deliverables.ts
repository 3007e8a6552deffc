import vine from '@vinejs/vine'

const id = () =>
  vine
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number)

/** Files that are delivered: uploaded before, or along with the form. */
export const deliveryValidator = vine.create({
  made: vine.array(id()).maxLength(100).optional(),
  /** Where the form stands: the page of the deliverable shows its new version there. */
  from: vine.enum(['proof'] as const).optional(),
})
