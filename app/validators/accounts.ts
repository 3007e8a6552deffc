import vine from '@vinejs/vine'

export const signInValidator = vine.create({
  name: vine.string().trim().maxLength(254),
  password: vine.string().maxLength(200),
  remember: vine
    .accepted()
    .optional()
    .transform(() => true),
  back: vine
    .string()
    .maxLength(2000)
    .regex(/^\/(?![/\\])/)
    .optional(),
})
