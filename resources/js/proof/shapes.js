/** On film a box is drawn together with its moment or span. */
const isBox = (shape) => shape !== 'arrow' && shape !== 'line'
const HEAD = 15
const ROUND = 11

/** The lines of a shape whose points are places on the screen; a pin has none. */
export function pathOf(shape, points) {
  if (points.length < 2) return ''
  if (isBox(shape)) return boxOf(points)
  const line = `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`
  return shape === 'arrow' ? line + headOf(points[0], points[1]) : line
}

function boxOf([[left, top], [right, bottom]]) {
  return `M${left} ${top}H${right}V${bottom}H${left}Z`
}

function headOf(from, [x, y]) {
  const angle = Math.atan2(y - from[1], x - from[0])
  const tip = (turn) =>
    `${(x - HEAD * Math.cos(angle + turn)).toFixed(1)} ${(y - HEAD * Math.sin(angle + turn)).toFixed(1)}`
  return `M${tip(0.45)}L${x} ${y}L${tip(-0.45)}`
}

/** The numbered sign of a mark: a drop whose tip is its place, leaning inwards where the edge of the stage is near. */
export function signOf(shape, points, { width, height }) {
  const [x, y] = isBox(shape) && points.length > 1 ? cornerOf(points) : points[0]
  const across = x > width - 2 * ROUND - 2 ? -1 : 1
  const down = y < 2 * ROUND + 2 ? 1 : -1
  const turn = across * down < 0 ? 1 : 0
  const round = `a${ROUND} ${ROUND} 0 1 ${turn} ${across * ROUND} ${-down * ROUND}z`
  return {
    x: x + across * ROUND,
    y: y + down * ROUND,
    path: `M${x} ${y}v${down * ROUND}${round}`,
  }
}

/** The corner that is left above, however the picture is turned. */
function cornerOf(points) {
  return [0, 1].map((axis) => Math.min(...points.map((point) => point[axis])))
}
