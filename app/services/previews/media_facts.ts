/**
 * What a file says of itself, as far as its kind has it (the column `media`): of an image how it is stored, not how it is
 * looked at.
 */
export interface MediaFacts {
  /** The container or format in lower case: `jpeg`, `pdf`, `mp4`. */
  format?: string
  /** Of an image: `srgb`, `cmyk`, `b-w` … (libvips); of a film its matrix, such as `bt709`. */
  colourSpace?: string
  hasProfile?: boolean
  hasAlpha?: boolean
  /** Dots an inch. */
  density?: number
  /** The turn of EXIF, 1 to 8. */
  orientation?: number
  /** Of a film the codec of its pictures, of a sound its own. */
  codec?: string
  audioCodec?: string
  sampleRate?: number
  channels?: number
  fps?: number
  /** Degrees clockwise by which a film is turned to be looked at. */
  rotation?: number
  isAnimated?: boolean
  /** A password is needed to open it. */
  isLocked?: boolean
  /** Of a PDF: width and height of its first pages in points, turned as they are looked at. */
  pageSizes?: [number, number][]
}

/** What was found out about a file and drawn of it; what is missing could not be had. */
export interface Drawing {
  media: MediaFacts
  /** Pixels as it is looked at; of images and films. */
  width?: number
  height?: number
  pages?: number
  /** Milliseconds. */
  duration?: number
  /** WebP of at most 2048 pixels a side, without metadata. */
  screen?: Uint8Array
  /** WebP of at most 640 × 480, without metadata. */
  thumbnail?: Uint8Array
}
