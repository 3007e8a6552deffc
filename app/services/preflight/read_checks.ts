import { Invalid } from '#exceptions/refusals'
import type { ColourSpace, PreflightChecks, PreflightMedia } from '#models/preflight_rule'

/** What an admin typed; texts hold several things with commas between. */
export interface PreflightForm {
  name: string
  media: PreflightMedia
  productId?: number
  requestTypeId?: number
  sizes?: string
  ratios?: string
  shortest?: number
  longest?: number
  megabytes?: number
  types?: string
  colourSpace?: ColourSpace
  isActive?: boolean
}

const MOST = 20
/** As file sizes are shown (size_of.ts): beside the file stands what the rule asks for. */
const MEGABYTE = 1e6

/** Endings as people write them, and what their files are. */
const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  tiff: 'image/tiff',
  tif: 'image/tiff',
  svg: 'image/svg+xml',
  psd: 'image/vnd.adobe.photoshop',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/x-m4a',
  pdf: 'application/pdf',
  zip: 'application/zip',
}

/**
 * Reads what the form asks of files.
 * @throws Invalid 422 on the field that cannot be read, or on `name` when nothing is asked
 */
export function readChecks(form: PreflightForm): PreflightChecks {
  const checks: PreflightChecks = { media: form.media }
  const sizes = pairs(form.sizes, /^(\d{1,5})\s*[x×*]\s*(\d{1,5})$/i, 'sizes')
  const ratios = pairs(
    form.ratios,
    /^(\d{1,4}(?:\.\d{1,3})?)\s*:\s*(\d{1,4}(?:\.\d{1,3})?)$/,
    'ratios'
  )
  const types = parts(form.types, 'types').map((part) => {
    const mime = TYPES[part.replace(/^\./, '').toLowerCase()]
    if (!mime) throw new Invalid('types', 'preflight.types', { part })
    return mime
  })
  if (sizes.length > 0) checks.sizes = sizes
  if (ratios.length > 0) checks.ratios = ratios
  if (types.length > 0) checks.types = [...new Set(types)]
  if (form.shortest) checks.shortest = form.shortest
  if (form.longest) checks.longest = form.longest
  if (form.megabytes) checks.bytes = Math.round(form.megabytes * MEGABYTE)
  if (form.colourSpace) checks.colourSpace = form.colourSpace
  if (Object.keys(checks).length === 1) throw new Invalid('name', 'preflight.empty')
  if (checks.shortest && checks.longest && checks.shortest > checks.longest) {
    throw new Invalid('longest', 'preflight.longest')
  }
  return checks
}

/** The form that says these checks: what `readChecks` read, written out again. */
export function writeChecks(checks: PreflightChecks): Partial<PreflightForm> {
  const ending = (mime: string) => Object.keys(TYPES).find((key) => TYPES[key] === mime) ?? mime
  return {
    media: checks.media,
    sizes: checks.sizes?.map(([w, h]) => `${w} × ${h}`).join(', '),
    ratios: checks.ratios?.map(([w, h]) => `${w}:${h}`).join(', '),
    types: checks.types?.map(ending).join(', '),
    shortest: checks.shortest,
    longest: checks.longest,
    megabytes: checks.bytes && Math.round((checks.bytes / MEGABYTE) * 100) / 100,
    colourSpace: checks.colourSpace,
  }
}

function pairs(text: string | undefined, pattern: RegExp, field: string): [number, number][] {
  return parts(text, field).map((part) => {
    const [, first, second] = part.match(pattern) ?? []
    if (!Number(first) || !Number(second)) throw new Invalid(field, `preflight.${field}`, { part })
    return [Number(first), Number(second)]
  })
}

function parts(text: string | undefined, field: string): string[] {
  const found = (text ?? '')
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (found.length > MOST) throw new Invalid(field, 'preflight.many', { most: MOST })
  return found
}
