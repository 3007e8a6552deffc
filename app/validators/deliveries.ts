import vine from '@vinejs/vine'

export const STATES = ['waiting', 'failed', 'sent', 'dropped'] as const
export const WAYS = ['email', 'telegram', 'telegram_group'] as const

/** The address of /admin/deliveries. */
export const deliveryFilter = vine.create({
  state: vine.enum(STATES).optional(),
  channel: vine.enum(WAYS).optional(),
  q: vine.string().trim().maxLength(100).optional(),
  before: vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER]).optional(),
})

/** One delivery to try again, or all that failed, of one channel or of every one. */
export const retryForm = vine.create({
  delivery: vine.number().withoutDecimals().range([1, Number.MAX_SAFE_INTEGER]).optional(),
  channel: vine.enum(WAYS).optional(),
})

/** The channel that is tried out. */
export const testForm = vine.create({ channel: vine.enum(['email', 'telegram'] as const) })
