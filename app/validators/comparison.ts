import vine from '@vinejs/vine'

/** Numbers of versions; one that does not exist is passed over for the usual one. */
const version = () => vine.number().withoutDecimals().positive().max(2_147_483_647).optional()

export const comparisonValidator = vine.create({ a: version(), b: version() })
