import { simplify } from './simplify.js'

const MOST_POINTS = 200
// Shorter than this nothing was drawn, a button was only pressed.
const LEAST = 6
const inside = (value) => Math.min(1, Math.max(0, value))

/** A place on the screen as a point of the picture, to a fraction of its pixels. */
export function pointAt(stage, at) {
  return stage.toPicture(at).map((value) => Number(inside(value).toFixed(5)))
}

/** Drawing by mouse, finger and pen: what comes of it goes to the form. */
export function listen(proof) {
  const { stage } = proof
  let way = []

  function sketch() {
    const places = proof.tool === 'line' ? way : [way[0], way.at(-1)]
    const points = (proof.tool === 'pin' ? [way.at(-1)] : places).map((at) => pointAt(stage, at))
    proof.sketch = { shape: proof.tool === 'pin' ? 'point' : proof.tool, points }
    proof.redraw()
  }

  proof.drawer = {
    start(at) {
      way = [at]
      sketch()
    },
    move(at) {
      const last = way.at(-1)
      if (Math.hypot(at[0] - last[0], at[1] - last[1]) < 1.5) return
      way.push(at)
      sketch()
    },
    end() {
      const [first] = way
      const length = Math.max(...way.map((at) => Math.hypot(at[0] - first[0], at[1] - first[1])))
      const isEmpty = proof.tool !== 'pin' && length < LEAST
      if (proof.tool === 'line' && !isEmpty) way = simplify(way, 0.8, MOST_POINTS)
      if (!isEmpty) sketch()
      const drawn = proof.sketch
      proof.drawer.cancel()
      if (isEmpty) proof.say(`hint_${proof.tool}`)
      else proof.finish(drawn)
    },
    cancel() {
      proof.sketch = null
      proof.redraw()
    },
  }
}
