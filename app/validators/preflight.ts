import vine from '@vinejs/vine'
import { COLOUR_SPACES, PREFLIGHT_MEDIA } from '#models/preflight_rule'
import { line } from '#validators/line'

const id = () => vine.number().withoutDecimals().positive().max(2_147_483_647)

export const preflightRuleValidator = vine.create({
  name: line(100).minLength(1),
  media: vine.enum(PREFLIGHT_MEDIA),
  productId: id().optional(),
  requestTypeId: id().optional(),
  sizes: vine.string().trim().maxLength(500).optional(),
  ratios: vine.string().trim().maxLength(500).optional(),
  shortest: vine.number().min(0.1).max(86_400).optional(),
  longest: vine.number().min(0.1).max(86_400).optional(),
  megabytes: vine.number().min(0.01).max(100_000).optional(),
  types: vine.string().trim().maxLength(500).optional(),
  colourSpace: vine.enum(COLOUR_SPACES).optional(),
  isActive: vine
    .accepted()
    .optional()
    .transform(() => true),
})

export const overrideValidator = vine.create({
  version: vine.number().withoutDecimals().positive().max(2_147_483_647),
  reason: vine.string().trim().maxLength(500).optional(),
})
