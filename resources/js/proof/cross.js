import { make } from './mark.js'

/** The cross-hair over a stage, and its place said in words a moment after it stopped. */
export function makeCross({ stage, say }) {
  const lines = make('path', { class: 'cross' })
  let speaking
  function show(at) {
    const [x, y] = stage.toScreen(at)
    const { width, height } = stage.frame
    lines.setAttribute('d', `M0 ${y}H${width}M${x} 0V${height}`)
    if (!lines.isConnected) stage.element.querySelector('[data-marks]').append(lines)
  }
  function hide() {
    clearTimeout(speaking)
    lines.remove()
  }
  function tell(at) {
    clearTimeout(speaking)
    const [x, y] = at.map((value) => Math.round(value * 100))
    speaking = setTimeout(() => say('cross', { x, y }), 150)
  }
  return { show, hide, tell }
}
