import vine from '@vinejs/vine'

/** The reason, and the version that the preview showed; one that no page can have shown is a stale one. */
export const rollbackValidator = vine.create({
  reason: vine.string().trim().maxLength(500).optional(),
  lock_version: vine
    .string()
    .optional()
    .transform((value) => (/^[1-9]\d{0,8}$/.test(value) ? Number(value) : 0)),
})
