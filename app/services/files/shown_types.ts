/** What a browser may show by itself: nothing of it runs. Everything else is a download of unnamed type. */
const SHOWN = new Map(
  [
    ...[
      'image/jpeg',
      'image/png',
      'image/apng',
      'image/gif',
      'image/webp',
      'image/avif',
      'image/bmp',
    ],
    ...['video/mp4', 'video/webm', 'video/quicktime', 'video/ogg', 'video/x-m4v'],
    ...[
      'audio/mpeg',
      'audio/mp4',
      'audio/x-m4a',
      'audio/aac',
      'audio/ogg',
      'audio/opus',
      'audio/wav',
      'audio/flac',
    ],
    'application/pdf',
  ].map((mime): [string, string] => [mime, mime])
)

const TEXTS = ['text/plain', 'text/markdown', 'text/csv', 'text/tab-separated-values', 'text/vtt']
for (const mime of TEXTS) SHOWN.set(mime, 'text/plain; charset=utf-8')

/** As what the browser is told a file, when it may show it by itself; undefined for a download. */
export function shownType(mime: string): string | undefined {
  return SHOWN.get(mime)
}

/** True for what the browser shows by itself when it is opened. */
export function isShown(mime: string): boolean {
  return SHOWN.has(mime)
}
