// A view is { scale, x, y, turn }: how much larger than "fits whole", the point of the picture (0..1) in the middle of the
// stage, and the turn in degrees. A frame is { width, height, picture: { width, height }, grows }, all in CSS pixels.
export const START = { scale: 1, x: 0.5, y: 0.5, turn: 0 }
// What stands free around the picture, so that marks at its edge are not cut.
const EDGE = 12
const MOST = 8
const TURNS = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] }
const clamp = (value, least, most) => Math.min(Math.max(value, least), most)

/** CSS pixels a pixel of the picture. */
export function pixelScale({ scale, turn }, { width, height, picture, grows }) {
  const [across, down] = turn % 180 ? [height, width] : [width, height]
  const fit = Math.min((across - 2 * EDGE) / picture.width, (down - 2 * EDGE) / picture.height)
  return scale * Math.max(0.001, grows ? fit : Math.min(fit, 1))
}

export function toScreen([x, y], view, frame) {
  const pixels = pixelScale(view, frame)
  const across = (x - view.x) * frame.picture.width * pixels
  const down = (y - view.y) * frame.picture.height * pixels
  const [cos, sin] = TURNS[view.turn]
  return [
    frame.width / 2 + across * cos - down * sin,
    frame.height / 2 + across * sin + down * cos,
  ]
}

export function toPicture([left, top], view, frame) {
  const [x, y] = moved([left - frame.width / 2, top - frame.height / 2], view, frame)
  return [view.x + x, view.y + y]
}

/** A way on the screen as a way on the picture. */
function moved([left, top], view, frame) {
  const pixels = pixelScale(view, frame)
  const [cos, sin] = TURNS[view.turn]
  return [
    (left * cos + top * sin) / (frame.picture.width * pixels),
    (top * cos - left * sin) / (frame.picture.height * pixels),
  ]
}

/** The nearest view that shows a picture: neither lost outside nor larger than eight times its pixels. */
export function bound(view, frame) {
  const most = frame.still ? 1 : Math.max(MOST, MOST / pixelScale({ ...view, scale: 1 }, frame))
  const next = { ...view, scale: clamp(view.scale, 1, most) }
  const pixels = pixelScale(next, frame)
  const [across, down] = next.turn % 180 ? [frame.height, frame.width] : [frame.width, frame.height]
  const within = (value, length, size) => {
    const room = Math.min(0.5, (length / 2 - EDGE) / (size * pixels))
    return clamp(value, room, 1 - room)
  }
  next.x = within(next.x, across, frame.picture.width)
  next.y = within(next.y, down, frame.picture.height)
  return next
}

/** The view in which this point of the picture stands at this place of the stage. */
export function hold(point, at, view, frame) {
  const [x, y] = moved([at[0] - frame.width / 2, at[1] - frame.height / 2], view, frame)
  return bound({ ...view, x: point[0] - x, y: point[1] - y }, frame)
}
