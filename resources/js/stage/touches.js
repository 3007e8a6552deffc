/** A double click looks closer, and back; what fingers do here is kept from the page. */
export function listen(stage, placeOf) {
  const { element } = stage
  element.addEventListener('dblclick', (event) => {
    if (stage.drawer || event.target.closest('a')) return
    if (stage.view.scale > 1.001) stage.fit()
    else stage.zoom(Math.max(2, 1 / stage.pixels), placeOf(event))
  })
  // One finger may scroll the page past a picture that is seen whole; two are ours, and one that draws: the page would
  // take a quick stroke for a throw, and swallow the next tap.
  const keep = (event) => {
    const isOurs = event.touches.length > 1 || stage.drawer
    if (isOurs && event.cancelable) event.preventDefault()
  }
  element.addEventListener('touchstart', keep, { passive: false })
  element.addEventListener('touchmove', keep, { passive: false })
}
