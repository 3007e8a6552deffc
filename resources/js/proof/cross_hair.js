import { makeCross } from './cross.js'
import { pointAt } from './draw.js'

const STEP = 8
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const NEEDED = { point: 1, box: 2, arrow: 2, line: 200 }

/** Marks without a pointer: Enter on the stage starts a cross-hair, the arrows move it, Enter sets, Escape leaves it. */
export function listen(proof) {
  const { stage } = proof
  const cross = makeCross(proof)
  const shape = () => (proof.tool === 'pin' ? 'point' : proof.tool)
  let at = null
  let points = []
  function go(next) {
    at = next
    proof.sketch = at && points.length ? { shape: shape(), points: [...points, at] } : null
    if (at) cross.show(at)
    else cross.hide()
    proof.redraw()
  }
  function start() {
    if (proof.tool === 'look') proof.take('pin')
    points = []
    go(pointAt(stage, [stage.frame.width / 2, stage.frame.height / 2]))
    proof.say('cross_start')
  }
  function move([across, down], isWide) {
    const step = isWide ? 5 * STEP : STEP
    const [x, y] = stage.toScreen(at)
    go(pointAt(stage, [x + across * step, y + down * step]))
    stage.show([at])
    cross.tell(at)
  }
  function put() {
    const isSame = String(points.at(-1)) === String(at)
    if (!isSame) points.push(at)
    const isDone = points.length >= NEEDED[shape()] || (isSame && points.length > 1)
    if (!isDone) return proof.say(shape() === 'line' ? 'cross_more' : 'cross_second')
    const drawn = { shape: shape(), points }
    go(null)
    proof.finish(drawn)
  }

  const onKey = (event) => {
    if (event.target !== stage.element || event.ctrlKey || event.metaKey || event.altKey) return
    if (!at && event.key === 'Enter' && proof.form) start()
    else if (!at && event.key === 'Escape') proof.cancel() || proof.take('look')
    else if (!at) return
    else if (ARROWS[event.key]) move(ARROWS[event.key], event.shiftKey)
    else if (event.key === 'Enter') put()
    else if (event.key === 'Escape') go(null)
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  stage.element.addEventListener('keydown', onKey, { capture: true })
  stage.element.addEventListener('pointerdown', () => at && go(null))
  stage.on('change', () => at && cross.show(at))
}
