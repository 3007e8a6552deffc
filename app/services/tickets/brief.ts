import type { DateTime } from 'luxon'

export const FILE_FORMATS = ['still', 'gif', 'video_landscape', 'video_portrait'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]
export type Criteria = 'image' | 'video'

/** The largest number of pieces in one ticket. */
export const MOST_PIECES = 1000

/** A brief as typed, after its types were checked. */
export interface BriefForm {
  title: string
  description: string
  productId?: number | null
  items?: { productId: number; quantity: number; criteria?: Criteria | null }[]
  quantity?: number | null
  criteria?: Criteria | null
  fileFormat?: FileFormat | null
  scheduledStart?: DateTime | null
  scheduledEnd?: DateTime | null
}

export interface BriefItem {
  productId: number
  quantity: number
  criteria: Criteria | null
}

/** A brief as its request type wants it: fields that the type does not ask for are empty. */
export interface Brief {
  title: string
  description: string
  productId: number | null
  items: BriefItem[]
  quantity: number | null
  criteria: Criteria | null
  fileFormat: FileFormat | null
  scheduledStart: DateTime | null
  scheduledEnd: DateTime | null
  /** Pieces of output: the items' quantities, else the quantity, else null. */
  pieces: number | null
  /** Product names, for the search. */
  keywords: string
}

/** Field name → key of refusals.json under `brief`. */
export type BriefErrors = Record<string, { key: string; params?: Record<string, string | number> }>

/** Still and gif are images, the two video formats are videos. */
export function criteriaOf(format: FileFormat): Criteria {
  return format === 'still' || format === 'gif' ? 'image' : 'video'
}

/** A number of pieces that one product, or one ticket, may ask for. */
export function isQuantity(value: number | null | undefined): value is number {
  return Number.isInteger(value) && value! >= 1 && value! <= MOST_PIECES
}
