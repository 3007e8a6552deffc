/**
 * A drawn line with fewer points that looks the same (Ramer, Douglas and Peucker).
 * @param tolerance how far a point left out may lie beside the line, in the unit of the points
 * @param most as many points may stay; the tolerance grows until they do
 */
export function simplify(points, tolerance, most) {
  let kept = reduce(points, tolerance)
  for (let wider = tolerance * 2; kept.length > most; wider *= 2) kept = reduce(points, wider)
  return kept
}

function reduce(points, tolerance) {
  const isKept = new Uint8Array(points.length)
  isKept[0] = isKept[points.length - 1] = 1
  const open = [[0, points.length - 1]]
  while (open.length) {
    const [first, last] = open.pop()
    let farthest = 0
    let at = -1
    for (let index = first + 1; index < last; index++) {
      const beside = distance(points[index], points[first], points[last])
      if (beside > farthest) [farthest, at] = [beside, index]
    }
    if (farthest <= tolerance) continue
    isKept[at] = 1
    open.push([first, at], [at, last])
  }
  return points.filter((_, index) => isKept[index])
}

function distance([x, y], [fromX, fromY], [toX, toY]) {
  const [across, down] = [toX - fromX, toY - fromY]
  const length = across ** 2 + down ** 2
  const along = length ? ((x - fromX) * across + (y - fromY) * down) / length : 0
  const part = Math.min(1, Math.max(0, along))
  return Math.hypot(x - fromX - part * across, y - fromY - part * down)
}
