import vine from '@vinejs/vine'

/** A score and words beside it; the service judges both, in words of its own. */
export const ratingForm = vine.create({
  score: vine
    .string()
    .trim()
    .transform((text) => (/^[1-5]$/.test(text) ? Number(text) : Number.NaN))
    .optional(),
  comment: vine.string().maxLength(20_000).optional(),
})
