const SPEED = 0.0016
// Pads of fingers send pinches as small turns of a wheel with the control key.
const PINCH = 5
const PAUSE = 300

/** The wheel zooms around the pointer; sideways it pans. At the end of the zoom the page scrolls on, after a pause. */
export function listen(stage, placeOf) {
  let last = -Infinity
  stage.element.addEventListener(
    'wheel',
    (event) => {
      const unit = event.deltaMode === 1 ? 33 : 1
      const { scale } = stage.view
      const isZoomed = scale > 1.001
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        if (isZoomed) stage.pan(-(event.deltaX || event.deltaY) * unit, 0)
      } else {
        const step = Math.max(-240, Math.min(240, event.deltaY * unit))
        const speed = event.ctrlKey ? PINCH * SPEED : SPEED
        stage.zoom(Math.exp(-step * speed), placeOf(event))
      }
      if (isZoomed || stage.view.scale !== scale) last = event.timeStamp
      if (event.ctrlKey || event.metaKey || event.timeStamp - last < PAUSE) event.preventDefault()
    },
    { passive: false }
  )
}
