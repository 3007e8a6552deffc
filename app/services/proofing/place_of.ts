import { Invalid } from '#exceptions/refusals'
import type Attachment from '#models/attachment'
import type { PinShape } from '#models/pin'
import { kindOf, SHAPES } from '#services/proofing/kind_of'
import { LONGEST_MS, MOST_PAGES } from '#services/proofing/limits'
import { pointsOf } from '#services/proofing/points_of'
import { readTime } from '#services/proofing/read_time'

/** Where a pin is, as a form says it: drawn (points as JSON, milliseconds), or typed (a page, times like "0:12"). */
export interface PlaceForm {
  shape?: string | null
  points?: string | null
  page?: number | null
  startMs?: number | null
  endMs?: number | null
  at?: string | null
  until?: string | null
}

export interface Place {
  shape: PinShape
  page: number | null
  points: [number, number][]
  startMs: number | null
  endMs: number | null
}

type Measured = Pick<Attachment, 'mime' | 'pages' | 'durationMs'>

/** Players and files differ by some frames about where the end is. */
const END_SLACK_MS = 1000

/**
 * Judges where a pin is to stand on a file. Coordinates are parts of the picture, 0 to 1, so that they hold at any size.
 * @throws Invalid 422 on `shape`, `points`, `page`, `at` or `until`
 */
export function placeOf(form: PlaceForm, file: Measured): Place {
  const kind = kindOf(file)
  const hasTime = kind === 'film' || kind === 'sound'
  const typedTime = hasTime && form.at ? (form.until ? 'span' : 'moment') : null
  const isLonger = form.shape === 'moment' && form.until
  const shape = (isLonger ? 'span' : form.shape || typedTime || 'note') as PinShape
  if (!SHAPES[kind].includes(shape)) throw new Invalid('shape', 'proofing.wrong_shape')
  const points = pointsOf(form.points, shape)
  if (kind === 'sound' && points.length > 0) throw new Invalid('points', 'proofing.wrong_place')
  const isTimed = shape === 'moment' || shape === 'span'
  const times = isTimed ? timesOf(form, shape, file.durationMs) : { startMs: null, endMs: null }
  const page = kind === 'pdf' ? pageOf(form.page, shape, file.pages) : null
  return { shape, page, points, ...times }
}

/** A note on a PDF may stand on a page or on the whole of it; what is drawn stands on one, the first unless said otherwise. */
function pageOf(typed: number | null | undefined, shape: PinShape, pages: number | null) {
  const page = typed ?? (shape === 'note' ? null : 1)
  if (page === null) return null
  if (!Number.isSafeInteger(page) || page < 1 || page > (pages ?? MOST_PAGES)) {
    throw new Invalid('page', 'proofing.no_page', { pages: pages ?? MOST_PAGES })
  }
  return page
}

function timesOf(form: PlaceForm, shape: PinShape, durationMs: number | null) {
  const startMs = timeOf('at', form.startMs, form.at, durationMs)
  if (shape === 'moment') return { startMs, endMs: null }
  const endMs = timeOf('until', form.endMs, form.until, durationMs)
  if (endMs <= startMs) throw new Invalid('until', 'proofing.ends_before_start')
  return { startMs, endMs }
}

function timeOf(
  field: string,
  drawn: number | null | undefined,
  typed: string | null | undefined,
  durationMs: number | null
): number {
  const ms = drawn ?? readTime(typed ?? '')
  if (ms === null || !Number.isFinite(ms) || ms < 0) throw new Invalid(field, 'proofing.no_time')
  const length = durationMs ?? LONGEST_MS
  if (ms > length + END_SLACK_MS) throw new Invalid(field, 'proofing.after_the_end')
  return Math.round(Math.min(ms, length))
}
