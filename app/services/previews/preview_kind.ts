/** How a file is looked at, by its media type. */
export type PreviewKind = 'image' | 'drawing' | 'pdf' | 'film' | 'sound'

const IMAGES = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/tiff',
])

/** @returns null for what nothing is drawn or read of */
export function previewKind(mime: string): PreviewKind | null {
  if (IMAGES.has(mime)) return 'image'
  if (mime === 'image/svg+xml') return 'drawing'
  if (mime === 'application/pdf') return 'pdf'
  if (mime.startsWith('video/')) return 'film'
  if (mime.startsWith('audio/') || mime === 'application/ogg') return 'sound'
  return null
}
