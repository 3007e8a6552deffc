const STEP = 64
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
const DEEDS = {
  '+': (stage) => stage.zoom(1.25),
  '=': (stage) => stage.zoom(1.25),
  '-': (stage) => stage.zoom(0.8),
  '−': (stage) => stage.zoom(0.8),
  '0': (stage) => stage.full(),
  'f': (stage) => stage.fit(),
  'r': (stage) => stage.rotate(90),
  'R': (stage) => stage.rotate(-90),
}

/** Keys of a stage that has the focus: + − 0 f r, the arrows to pan, and space held to pan with any tool. */
export function listen(stage) {
  const { element } = stage
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== element) return
    const [across, down] = ARROWS[event.key] ?? []
    if (across !== undefined) {
      // A picture that is seen whole goes nowhere; the page does.
      if (stage.view.scale <= 1.001) return
      const step = event.shiftKey ? 4 * STEP : STEP
      stage.pan(across * step, down * step)
    } else if (event.key === ' ') element.dataset.space = ''
    else if (DEEDS[event.key]) DEEDS[event.key](stage)
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  const release = () => delete element.dataset.space
  element.addEventListener('keyup', (event) => event.key === ' ' && release())
  element.addEventListener('blur', release)
}
