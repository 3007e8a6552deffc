import vine from '@vinejs/vine'

/** Which tickets a browser has open. Nobody looks at more at once. */
export const lookingForm = vine.create({
  stream: vine.string().regex(/^[\w-]{22}$/),
  tickets: vine
    .array(vine.number().withoutDecimals().range([1, 2_147_483_647]))
    .maxLength(50)
    .optional(),
})
