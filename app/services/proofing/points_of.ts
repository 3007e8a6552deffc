import { Invalid } from '#exceptions/refusals'
import type { PinShape } from '#models/pin'
import { MOST_PLACES } from '#services/proofing/limits'

/** How many places each shape has, from – to. */
const PLACES: Record<PinShape, [number, number]> = {
  point: [1, 1],
  box: [2, 2],
  arrow: [2, 2],
  line: [2, MOST_PLACES],
  // A pin or a box on the stopped picture.
  moment: [0, 2],
  span: [0, 2],
  note: [0, 0],
}

/**
 * The places of a shape, each a part of the picture from the left and from above.
 * @param typed JSON
 * @throws Invalid 422 `points`
 */
export function pointsOf(typed: string | null | undefined, shape: PinShape): [number, number][] {
  const [least, most] = PLACES[shape]
  const points = parse(typed)
  const isPlace = (one: unknown) =>
    Array.isArray(one) &&
    one.length === 2 &&
    one.every((value) => typeof value === 'number' && value >= 0 && value <= 1)
  if (!Array.isArray(points) || points.length < least || points.length > most) {
    throw new Invalid('points', 'proofing.wrong_place')
  }
  if (!points.every(isPlace)) throw new Invalid('points', 'proofing.wrong_place')
  const round = (value: number) => Math.round(value * 1e5) / 1e5
  return points.map(([x, y]) => [round(x), round(y)])
}

function parse(typed: string | null | undefined): unknown {
  if (!typed) return []
  try {
    return JSON.parse(typed)
  } catch {
    return null
  }
}
