import type { LoadedPin } from '#services/proofing/load_pins'

/** The width of what a mark is drawn in; its height follows the picture. */
export const MARK_WIDTH = 1000

export interface DrawnMark {
  number: number
  isOpen: boolean
  /** An SVG path; empty for a point. */
  path: string
  /** Where its number stands. */
  x: number
  y: number
}

const HEAD = 26

/**
 * The marks of pins over a picture of this shape, for paper and for whoever has no scripts. Pins without a place are left
 * out; the list says where those are.
 * @param ratio height to width of the picture
 */
export function drawMarks(
  pins: Pick<LoadedPin, 'number' | 'shape' | 'points' | 'resolved_at'>[],
  ratio: number
): DrawnMark[] {
  const place = ([x, y]: [number, number]): [number, number] => [
    round(x * MARK_WIDTH),
    round(y * MARK_WIDTH * ratio),
  ]
  return pins
    .filter(({ points }) => points.length > 0)
    .map(({ number, shape, points, resolved_at: resolvedAt }) => {
      const places = points.map(place)
      const [x, y] = shape === 'arrow' ? places[0] : topOf(places)
      return { number, isOpen: resolvedAt === null, path: pathOf(shape, places), x, y }
    })
}

function pathOf(shape: string, places: [number, number][]): string {
  const [[x, y], last] = [places[0], places.at(-1)!]
  if (shape === 'box') return `M${x} ${y}H${last[0]}V${last[1]}H${x}Z`
  if (shape === 'line') return `M${places.map((one) => one.join(' ')).join('L')}`
  if (shape !== 'arrow') return ''
  const angle = Math.atan2(last[1] - y, last[0] - x)
  const wing = (turn: number) =>
    [last[0] - HEAD * Math.cos(angle + turn), last[1] - HEAD * Math.sin(angle + turn)]
      .map(round)
      .join(' ')
  return `M${x} ${y}L${last.join(' ')}M${wing(0.5)}L${last.join(' ')}L${wing(-0.5)}`
}

/** A box and a line are named at their upper left. */
function topOf(places: [number, number][]): [number, number] {
  if (places.length > 2) return places[0]
  return [Math.min(...places.map(([x]) => x)), Math.min(...places.map(([, y]) => y))]
}

const round = (value: number) => Math.round(value * 10) / 10
