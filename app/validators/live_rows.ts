import vine from '@vinejs/vine'

/** Ids as an address holds them: "12.7.31". Lists show a hundred rows at the most. */
const ids = () =>
  vine
    .string()
    .regex(/^\d{1,9}(\.\d{1,9}){0,199}$/)
    .transform((value) => [...new Set(value.split('.').map(Number))])

/** What an open page says when it asks again: the rows that stand on it, and which of them changed (else any may have). */
export const liveRows = vine.create({ shown: ids().optional(), changed: ids().optional() })
