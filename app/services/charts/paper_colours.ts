import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import app from '@adonisjs/core/services/app'

const TOKEN = /--([\w-]+):\s*light-dark\(oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g

let read: Map<string, string> | null = null

/** The light colours of the tokens as #rrggbb by their names: what draws pictures knows neither tokens nor oklch. */
export function paperColours(): Map<string, string> {
  read ??= new Map(
    [...tokens().matchAll(TOKEN)].map(([, name, lightness, chroma, hue]) => [
      name,
      hexOf(Number(lightness), Number(chroma), Number(hue)),
    ])
  )
  return read
}

function tokens(): string {
  return readFileSync(fileURLToPath(new URL('resources/css/tokens.css', app.appRoot)), 'utf8')
}

/** oklch to sRGB (Björn Ottosson, https://bottosson.github.io/posts/oklab/); the hue in degrees. */
function hexOf(lightness: number, chroma: number, hue: number): string {
  const [a, b] = [Math.cos, Math.sin].map((way) => chroma * way((hue * Math.PI) / 180))
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return `#${linear.map((value) => hexByte(value)).join('')}`
}

function hexByte(linear: number): string {
  const value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055
  const byte = Math.round(Math.min(Math.max(value, 0), 1) * 255)
  return byte.toString(16).padStart(2, '0')
}
