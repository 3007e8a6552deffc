import { START, bound, hold, pixelScale } from './view.js'

const EDGE = 8

/** What people do with a stage; `change` takes the view that comes of it. */
export function movesOf(stage, change) {
  const { frame } = stage
  const middle = () => [frame.width / 2, frame.height / 2]

  /** Larger or smaller by a factor, around a place on the stage (its middle). */
  function zoom(factor, at = middle()) {
    const point = stage.toPicture(at)
    const next = bound({ ...stage.view, scale: stage.view.scale * factor }, frame)
    change(hold(point, at, next, frame))
  }
  function pan(across, down) {
    const { view } = stage
    const [left, top] = middle()
    change(hold([view.x, view.y], [left + across, top + down], view, frame))
  }
  const fit = () => change({ ...START, turn: stage.view.turn })
  /** One pixel of the picture on one of the page. */
  const full = () => zoom(1 / stage.pixels)

  function rotate(by = 90) {
    const { view, pixels } = stage
    const turned = { ...view, turn: (view.turn + by + 360) % 360 }
    const whole = pixelScale({ ...turned, scale: 1 }, frame)
    change({ ...turned, scale: view.scale > 1.001 ? pixels / whole : 1 })
  }
  /** Brings these points of the picture into sight, if they are not. */
  function show(points) {
    const isOut = ([left, top]) =>
      Math.min(left, top, frame.width - left, frame.height - top) < EDGE
    if (!points.map(stage.toScreen).some(isOut)) return
    const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
    change({ ...stage.view, x: mean(0), y: mean(1) })
  }
  return { zoom, pan, fit, full, rotate, show }
}
