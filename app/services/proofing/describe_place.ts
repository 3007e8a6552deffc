import type { I18n } from '@adonisjs/i18n'
import { sayTime } from '#services/proofing/read_time'
import type { LoadedPin } from '#services/proofing/load_pins'

type Placed = Pick<LoadedPin, 'shape' | 'page' | 'points' | 'start_ms' | 'end_ms'>

/** Where a pin is, in words: for readers, printers and pages without a script. */
export function describePlace(pin: Placed, i18n: I18n): string {
  const { page, points, shape } = pin
  const onPage = page === null ? '' : i18n.t('proof.where.page', { page })
  const drawn = points.length > 0 ? describeDrawn(shape, points, i18n) : ''
  const timed = describeTimes(pin, i18n)
  const parts = [onPage, timed, drawn].filter(Boolean)
  if (parts.length === 0) return i18n.t('proof.where.note')
  const said = parts.join(', ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

function describeTimes({ start_ms: start, end_ms: end }: Placed, i18n: I18n): string {
  if (start === null) return ''
  if (end === null) return i18n.t('proof.where.moment', { start: sayTime(start) })
  return i18n.t('proof.where.span', { start: sayTime(start), end: sayTime(end) })
}

function describeDrawn(shape: string, points: [number, number][], i18n: I18n): string {
  const percent = (value: number) => String(Math.round(value * 100))
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const ends = shape === 'arrow' ? [points[0], points[1]] : [edge(Math.min), edge(Math.max)]
  const middle = [(ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2]
  const isBox = shape === 'moment' || shape === 'span'
  const key = points.length === 1 ? 'point' : isBox ? 'box' : shape
  return i18n.t(`proof.where.${key}`, {
    region: i18n.t(`proof.where.region.${regionOf(shape === 'arrow' ? points[1] : middle)}`),
    x: percent(ends[0][0]),
    y: percent(ends[0][1]),
    x2: percent(ends[1][0]),
    y2: percent(ends[1][1]),
  })

  function edge(of: typeof Math.min): [number, number] {
    return [of(...xs), of(...ys)]
  }
}

/** The ninth of the picture in which a place lies. */
function regionOf([x, y]: number[]): string {
  const third = (value: number, names: string[]) => names[Math.min(2, Math.floor(value * 3))]
  const row = third(y, ['top', '', 'bottom'])
  const column = third(x, ['left', '', 'right'])
  return [row, column].filter(Boolean).join('_') || 'middle'
}
