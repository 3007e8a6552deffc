const WHEEL = 0.0016

/**
 * Mouse, fingers and pen on a stage: drag pans, two fingers pan and zoom, the wheel zooms, a double click looks closer.
 * While `stage.drawer` ({ start, move, end, cancel }, each given the place) is set, one finger or the left button
 * draws; space or the middle button still pan.
 */
export function listen(stage) {
  const { element } = stage
  const down = new Map()
  let isDrawing = false
  const place = ({ clientX, clientY }) => {
    const box = element.getBoundingClientRect()
    return [clientX - box.left - element.clientLeft, clientY - box.top - element.clientTop]
  }
  const stop = () => {
    if (isDrawing) stage.drawer?.cancel()
    isDrawing = false
  }

  element.addEventListener('pointerdown', (event) => {
    if (event.target.closest('a, button, video') || event.button > 1 || down.size > 1) return
    if (event.button === 1) event.preventDefault()
    element.setPointerCapture(event.pointerId)
    down.set(event.pointerId, place(event))
    if (down.size === 2) return stop()
    isDrawing = Boolean(stage.drawer) && event.button === 0 && !('space' in element.dataset)
    if (isDrawing) stage.drawer.start(place(event), event)
    else element.dataset.grabbed = ''
  })
  element.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId)
    if (!before) return
    const at = place(event)
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1]
    down.set(event.pointerId, at)
    if (other) pinch(stage, other, before, at)
    else if (isDrawing) stage.drawer?.move(at, event)
    else if (stage.view.scale > 1.001) stage.pan(at[0] - before[0], at[1] - before[1])
  })
  for (const name of ['pointerup', 'pointercancel']) {
    element.addEventListener(name, (event) => {
      if (!down.delete(event.pointerId)) return
      delete element.dataset.grabbed
      if (name === 'pointercancel') stop()
      if (isDrawing) stage.drawer?.end(place(event), event)
      isDrawing = false
    })
  }
  element.addEventListener('dblclick', (event) => {
    if (stage.drawer || event.target.closest('a')) return
    if (stage.view.scale > 1.001) stage.fit()
    else stage.zoom(Math.max(2, 1 / stage.pixels), place(event))
  })
  element.addEventListener('wheel', (event) => wheel(stage, event, place(event)), { passive: false })
  // One finger may scroll the page past a picture that is seen whole; two are ours.
  for (const name of ['touchstart', 'touchmove']) {
    const hold = (event) => event.touches.length > 1 && event.cancelable && event.preventDefault()
    element.addEventListener(name, hold, { passive: false })
  }
}

function pinch(stage, other, before, at) {
  const apart = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 1
  const middle = [(at[0] + other[0]) / 2, (at[1] + other[1]) / 2]
  stage.pan((at[0] - before[0]) / 2, (at[1] - before[1]) / 2)
  stage.zoom(apart(at) / apart(before), middle)
}

let wheeledAt = 0
/** At the end of the zoom the page may scroll on, but not from the same turn of the wheel. */
function wheel(stage, event, at) {
  const unit = event.deltaMode === 1 ? 33 : 1
  const { scale } = stage.view
  if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    if (scale > 1.001) stage.pan(-(event.deltaX || event.deltaY) * unit, 0)
  } else {
    const step = Math.max(-240, Math.min(240, event.deltaY * unit))
    stage.zoom(Math.exp(-step * (event.ctrlKey ? 5 : 1) * WHEEL), at)
  }
  const now = event.timeStamp
  if (stage.view.scale !== scale || scale > 1.001) wheeledAt = now
  if (event.ctrlKey || event.metaKey || now - wheeledAt < 300) event.preventDefault()
}
