import { isHere } from './pins.js'
import { make, nodeOf, write } from './mark.js'

/** Draws the marks over the picture: at their place of it, but in a size of their own. */
export function keepMarks(proof) {
  const { stage } = proof
  const layer = make('svg', { 'class': 'proof-marks', 'data-marks': '' })
  const nodes = new Map()
  stage.element.append(layer)

  function draw() {
    const shown = proof.pins().filter((pin) => pin.points.length && isHere(pin, proof))
    if (proof.sketch) shown.push({ ...proof.sketch, number: 'sketch', isOpen: true })
    const left = new Set(nodes.keys())
    for (const pin of shown) {
      left.delete(pin.number)
      if (!nodes.has(pin.number)) nodes.set(pin.number, layer.appendChild(nodeOf(pin)))
      write(nodes.get(pin.number), pin, proof)
    }
    for (const number of left) {
      nodes.get(number).remove()
      nodes.delete(number)
    }
  }

  stage.on('change', draw)
  proof.onRedraw(draw)
}
