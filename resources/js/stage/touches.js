/** A double click looks closer, and back; what fingers do here is kept from the page. */
export function listen(stage, placeOf) {
  const { element } = stage
  element.addEventListener('dblclick', (event) => {
    if (stage.drawer || event.target.closest('a')) return
    if (stage.view.scale > 1.001) stage.fit()
    else stage.zoom(Math.max(2, 1 / stage.pixels), placeOf(event))
  })
  // One finger may scroll the page past a picture that is seen whole; two are ours.
  const keep = (event) => event.touches.length > 1 && event.cancelable && event.preventDefault()
  element.addEventListener('touchstart', keep, { passive: false })
  element.addEventListener('touchmove', keep, { passive: false })
}
