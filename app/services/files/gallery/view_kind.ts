import type Attachment from '#models/attachment'
import { isShown } from '#services/files/shown_types'
import { previewKind } from '#services/previews/preview_kind'

/** How the page of a file shows it; `other` by its facts alone. */
export type ViewKind = 'image' | 'pdf' | 'film' | 'sound' | 'text' | 'table' | 'other'

const TABLES = new Set(['text/csv', 'text/tab-separated-values'])
const TEXTS = new Set([
  'text/plain',
  'text/markdown',
  'text/vtt',
  'text/calendar',
  'text/vcard',
  'application/json',
])

/** What of an image is shown: moving ones as they are, of others what was drawn for the screen. */
const LONGEST_MOVING = 20_000_000

export function viewKind(file: Attachment): ViewKind {
  if (TABLES.has(file.mime)) return 'table'
  if (TEXTS.has(file.mime)) return 'text'
  const kind = previewKind(file.mime)
  if (kind === 'image' || kind === 'drawing') return pictureOf(file) ? 'image' : 'other'
  if (kind === 'pdf') return file.media?.isLocked ? 'other' : 'pdf'
  if ((kind === 'film' || kind === 'sound') && isShown(file.mime)) return kind
  // Other kinds of which something was drawn, by whoever keeps them.
  return file.screenKey || file.thumbnailKey ? 'image' : 'other'
}

/** Which picture of a file stands on its page: the drawn one, the file itself, its thumbnail; null without any. */
export function pictureOf(file: Attachment): 'screen' | 'original' | 'thumbnail' | null {
  const isMoving = file.media?.isAnimated && file.bytes <= LONGEST_MOVING
  if (isMoving && isShown(file.mime)) return 'original'
  if (file.screenKey) return 'screen'
  if (file.thumbnailKey) return 'thumbnail'
  return file.mime.startsWith('image/') && file.preview === 'waiting' && isShown(file.mime)
    ? 'original'
    : null
}
