// A view is { scale, x, y, turn }: how much larger than "fits whole", the point of the picture (0..1) in the middle of the
// stage, and the turn in degrees. A frame is { width, height, picture: { width, height }, grows, still }, in CSS pixels.
export const START = { scale: 1, x: 0.5, y: 0.5, turn: 0 }
// What stands free around the picture, so that marks at its edge are not cut.
const EDGE = 12
const MOST = 8
const TURNS = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] }
const clamp = (value, least, most) => Math.min(Math.max(value, least), most)
/** The sides of the stage along the picture's own. */
const sidesOf = ({ width, height }, turn) => (turn % 180 ? [height, width] : [width, height])

/** CSS pixels a pixel of the picture. */
export function pixelScale({ scale, turn }, frame) {
  const [across, down] = sidesOf(frame, turn)
  const { width, height } = frame.picture
  const fit = Math.max(0.001, Math.min((across - 2 * EDGE) / width, (down - 2 * EDGE) / height))
  return scale * (frame.grows ? fit : Math.min(fit, 1))
}

export function toScreen([x, y], view, frame) {
  const pixels = pixelScale(view, frame)
  const across = (x - view.x) * frame.picture.width * pixels
  const down = (y - view.y) * frame.picture.height * pixels
  const [cos, sin] = TURNS[view.turn]
  return [frame.width / 2 + across * cos - down * sin, frame.height / 2 + across * sin + down * cos]
}

export function toPicture([left, top], view, frame) {
  const pixels = pixelScale(view, frame)
  const [across, down] = [left - frame.width / 2, top - frame.height / 2]
  const [cos, sin] = TURNS[view.turn]
  return [
    view.x + (across * cos + down * sin) / (frame.picture.width * pixels),
    view.y + (down * cos - across * sin) / (frame.picture.height * pixels),
  ]
}

/** The nearest view that shows a picture: neither lost outside nor larger than eight times its pixels. */
export function bound(view, frame) {
  const whole = pixelScale({ ...view, scale: 1 }, frame)
  const scale = clamp(view.scale, 1, frame.still ? 1 : Math.max(MOST, MOST / whole))
  const sides = sidesOf(frame, view.turn)
  const within = (value, axis, size) => {
    const room = Math.min(0.5, (sides[axis] / 2 - EDGE) / (size * whole * scale))
    return clamp(value, room, 1 - room)
  }
  const { width, height } = frame.picture
  return { ...view, scale, x: within(view.x, 0, width), y: within(view.y, 1, height) }
}

/** The view in which this point of the picture stands at this place of the stage. */
export function hold(point, at, view, frame) {
  const [x, y] = toPicture(at, view, frame)
  return bound({ ...view, x: view.x + point[0] - x, y: view.y + point[1] - y }, frame)
}
