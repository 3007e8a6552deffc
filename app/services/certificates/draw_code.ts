import { create } from 'qrcode'

/** A QR code as one path of an SVG, in modules; the quiet zone around it is part of its size. */
export interface DrawnCode {
  size: number
  path: string
}

const QUIET = 4

/** Draws the code of a text; each run of dark modules in a row is one rectangle. */
export function drawCode(text: string): DrawnCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  let path = ''
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!modules.get(y, x)) continue
      const from = x
      while (x < size && modules.get(y, x)) x++
      path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`
    }
  }
  return { size: size + 2 * QUIET, path }
}
