import { listen as listenToTouches } from './touches.js'
import { listen as listenToWheel } from './wheel.js'

/**
 * Mouse, fingers and pen on a stage: drag pans, two fingers pan and zoom, the wheel zooms, a double click looks closer.
 * While `stage.drawer` ({ start, move, end, cancel }, each given the place) is set, one finger or the left button
 * draws; space or the middle button still pan.
 */
export function listen(stage) {
  const { element } = stage
  const down = new Map()
  let isDrawing = false
  const placeOf = ({ clientX, clientY }) => {
    const box = element.getBoundingClientRect()
    return [clientX - box.left - element.clientLeft, clientY - box.top - element.clientTop]
  }
  function stop() {
    if (isDrawing) stage.drawer?.cancel()
    isDrawing = false
  }
  function end(event) {
    if (!down.delete(event.pointerId)) return
    delete element.dataset.grabbed
    if (event.type === 'pointercancel') stop()
    if (isDrawing) stage.drawer?.end(placeOf(event), event)
    isDrawing = false
  }

  element.addEventListener('pointerdown', (event) => {
    if (event.target.closest('a, button, video') || event.button > 1 || down.size > 1) return
    if (event.button === 1) event.preventDefault()
    element.setPointerCapture(event.pointerId)
    down.set(event.pointerId, placeOf(event))
    if (down.size === 2) return stop()
    isDrawing = Boolean(stage.drawer) && event.button === 0 && !('space' in element.dataset)
    if (isDrawing) stage.drawer.start(placeOf(event), event)
    else element.dataset.grabbed = ''
  })
  element.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId)
    if (!before) return
    const at = placeOf(event)
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1]
    down.set(event.pointerId, at)
    if (other) pinch(stage, other, before, at)
    else if (isDrawing) stage.drawer?.move(at, event)
    else if (stage.view.scale > 1.001) stage.pan(at[0] - before[0], at[1] - before[1])
  })
  element.addEventListener('pointerup', end)
  element.addEventListener('pointercancel', end)
  listenToTouches(stage, placeOf)
  listenToWheel(stage, placeOf)
}

function pinch(stage, other, before, at) {
  const apart = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 1
  stage.pan((at[0] - before[0]) / 2, (at[1] - before[1]) / 2)
  stage.zoom(apart(at) / apart(before), [(at[0] + other[0]) / 2, (at[1] + other[1]) / 2])
}
