import { PreflightRuleSchema } from '#database/schema'

export const PREFLIGHT_MEDIA = ['any', 'image', 'video', 'audio', 'pdf'] as const
export type PreflightMedia = (typeof PREFLIGHT_MEDIA)[number]

export const COLOUR_SPACES = ['rgb', 'cmyk', 'grey'] as const
export type ColourSpace = (typeof COLOUR_SPACES)[number]

/** What a rule asks of a file; what is left out is not asked. */
export interface PreflightChecks {
  /** Files it is about; others pass it by. */
  media: PreflightMedia
  /** Pixels, one of these: [[1080, 1920]]. */
  sizes?: [number, number][]
  /** Width to height, one of these: [[9, 16]]. */
  ratios?: [number, number][]
  /** Seconds. */
  shortest?: number
  longest?: number
  /** Bytes at most. */
  bytes?: number
  /** Media types, one of these: `image/png`. */
  types?: string[]
  colourSpace?: ColourSpace
}

/** What deliverables of a product, or of a type of request, are checked by. */
export default class PreflightRule extends PreflightRuleSchema {
  declare checks: PreflightChecks
}
