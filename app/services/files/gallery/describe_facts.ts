import type { I18n } from '@adonisjs/i18n'
import type Attachment from '#models/attachment'
import type { MediaFacts } from '#services/previews/media_facts'
import type { TimeWords } from '#services/words/time_words'
import { sizeOf } from '#services/words/size_of'

interface Fact {
  term: string
  value: string
  note?: string
}

/** A page of so many points is called by its name: millimetres, a little off at most. */
const PAPERS: [name: string, width: number, height: number][] = [
  ['A3', 297, 420],
  ['A4', 210, 297],
  ['A5', 148, 210],
  ['A6', 105, 148],
  ['Letter', 215.9, 279.4],
  ['Legal', 215.9, 355.6],
  ['Tabloid', 279.4, 431.8],
]

/** What there is to say of a file, in words; what is not known is left out. */
export function describeFacts(
  file: Attachment,
  { i18n, times }: { i18n: I18n; times: TimeWords }
): Fact[] {
  const media: MediaFacts = file.media ?? {}
  const said: [key: string, value: string | null | undefined, note?: string][] = [
    ['type', typeOf(file, media)],
    ['size', sizeOf(file.bytes, i18n.locale)],
    ['pixels', file.width && file.height ? `${file.width} × ${file.height}` : null],
    ['pages', file.pages ? i18n.formatNumber(file.pages) : null],
    ['page_size', pageSizeOf(media)],
    ['duration', file.durationMs === null ? null : durationOf(file.durationMs)],
    ['frames', media.fps ? i18n.t('gallery.a_second', { count: media.fps }) : null],
    ['density', media.density && file.width ? `${Math.round(media.density)} dpi` : null],
    ['colours', coloursOf(media, i18n)],
    [
      'added',
      i18n.t('gallery.added_by', { name: file.uploader.fullName }),
      times.exact(file.createdAt),
    ],
  ]
  return said.flatMap(([key, value, note]) =>
    value ? [{ term: i18n.t(`gallery.${key}`), value, note }] : []
  )
}

function typeOf({ mime }: Attachment, { format, codec, audioCodec }: MediaFacts): string {
  const name = format ?? mime.split('/')[1].replace(/^x-|^vnd\./, '')
  const codecs = [codec, audioCodec].filter(Boolean).join(' + ')
  const short = name.length <= 14 ? name.toUpperCase() : name
  return codecs ? `${short} (${codecs.toUpperCase()})` : short
}

function coloursOf({ colourSpace, hasProfile, hasAlpha }: MediaFacts, i18n: I18n): string | null {
  if (!colourSpace) return null
  const parts = [colourSpace === 'b-w' ? i18n.t('gallery.grey') : nameOf(colourSpace)]
  if (hasProfile) parts.push(i18n.t('gallery.profile'))
  if (hasAlpha) parts.push(i18n.t('gallery.alpha'))
  return parts.join(', ')
}

const nameOf = (space: string) => (space === 'srgb' ? 'sRGB' : space.toUpperCase())

function pageSizeOf({ pageSizes }: MediaFacts): string | null {
  if (!pageSizes?.[0]) return null
  const [width, height] = pageSizes[0].map((points) => (points / 72) * 25.4)
  const paper = PAPERS.find(([, short, long]) => {
    return (
      Math.abs(Math.min(width, height) - short) < 2 && Math.abs(Math.max(width, height) - long) < 2
    )
  })
  const size = `${Math.round(width)} × ${Math.round(height)} mm`
  return paper ? `${paper[0]}, ${size}` : size
}

/** `0:07`, `12:30`, `1:02:03`. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  if (parts[0] === 0) parts.shift()
  return parts.map((part, at) => (at === 0 ? part : String(part).padStart(2, '0'))).join(':')
}
