import type { I18n } from '@adonisjs/i18n'
import type Attachment from '#models/attachment'
import { isShown } from '#services/files/shown_types'

const ICONS: [RegExp, string][] = [
  [/^image\//, 'photo'],
  [/^video\//, 'movie'],
  [/^audio\//, 'music'],
  [/pdf$/, 'file-type-pdf'],
  [/zip|compressed|gzip/, 'file-zip'],
  [/^text\/|json|msword|document|sheet|excel/, 'file-text'],
]

/** A file as it is shown: where it opens, its size in words, its thumbnail or else an icon. */
export function fileWords(file: Attachment, href: string, i18n: I18n) {
  const unit = file.bytes < 1e6 ? 'kilobyte' : 'megabyte'
  const value = file.bytes < 1e6 ? Math.max(0.1, file.bytes / 1e3) : file.bytes / 1e6
  const size = i18n.formatNumber(value, { style: 'unit', unit, maximumFractionDigits: 1 })
  return {
    id: file.id,
    name: file.name,
    href,
    size,
    thumb: file.thumbnailKey ? `${href}/thumbnail` : null,
    icon: iconOf(file.mime),
    isShown: isShown(file.mime),
    /** An image that could not be drawn: too many pixels, or broken. */
    lacksPreview: file.mime.startsWith('image/') && !file.thumbnailKey,
  }
}

/** The drawing that stands for files of a type. */
export function iconOf(mime: string): string {
  return ICONS.find(([pattern]) => pattern.test(mime))?.[1] ?? 'file'
}
