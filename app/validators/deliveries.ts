import vine from '@vinejs/vine'

export const STATES = ['waiting', 'failed', 'sent', 'dropped'] as const

/** The address of /admin/deliveries. */
export const deliveryFilter = vine.create({
  state: vine.enum(STATES).optional(),
  q: vine.string().trim().maxLength(100).optional(),
  before: vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER]).optional(),
})

/** One delivery to try again, or all that failed. */
export const retryForm = vine.create({
  delivery: vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER]).optional(),
})
