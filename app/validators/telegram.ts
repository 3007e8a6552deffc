import vine from '@vinejs/vine'

/** The claim that the page showed when the person confirmed it. */
export const claimValidator = vine.create({
  claim: vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER]),
})
