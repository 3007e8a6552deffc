import vine from '@vinejs/vine'
import { PROOF_DECISIONS } from '#models/deliverable'
import { PIN_SHAPES } from '#models/pin'
import { LONGEST_MS, MOST_PAGES, MOST_PINS } from '#services/proofing/limits'

const whole = (least: number, most: number) =>
  vine.number().withoutDecimals().range([least, most]).optional()

const version = whole(1, 9999)

/** What a page of a proof shows: a version, a page of a PDF, a pin. */
export const proofQuery = vine.create({
  version,
  page: whole(1, MOST_PAGES),
  pin: whole(1, MOST_PINS),
})

/** A pin as drawn (points as JSON, milliseconds) or typed (a page, times like "0:12"); services/proofing/place_of judges it. */
export const pinValidator = vine.create({
  version,
  shape: vine.enum(PIN_SHAPES).optional(),
  points: vine.string().maxLength(10_000).optional(),
  page: whole(1, MOST_PAGES),
  start_ms: vine.number().range([0, LONGEST_MS]).optional(),
  end_ms: vine.number().range([0, LONGEST_MS]).optional(),
  at: vine.string().maxLength(20).optional(),
  until: vine.string().maxLength(20).optional(),
  body: vine.string().optional(),
})

export const answerValidator = vine.create({ version, body: vine.string().optional() })

export const resolutionValidator = vine.create({ version })

export const judgementValidator = vine.create({
  version: vine.number().withoutDecimals().range([1, 9999]),
  decision: vine.enum(PROOF_DECISIONS).optional(),
  note: vine.string().optional(),
})
