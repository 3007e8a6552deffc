import { isHere } from './pins.js'
import { pathOf, signOf } from './shapes.js'

const SVG = 'http://www.w3.org/2000/svg'
const isCoarse = matchMedia('(pointer: coarse)')

/** Draws the marks over the picture: at their place of it, but in a size of their own. */
export function keepMarks(proof) {
  const { stage, words } = proof
  const layer = make('svg', { 'class': 'marks', 'data-marks': '' })
  const nodes = new Map()
  stage.element.append(layer)

  function draw() {
    const shown = proof.pins().filter((pin) => pin.points.length && isHere(pin, proof))
    if (proof.sketch) shown.push({ ...proof.sketch, number: 'sketch', isOpen: true })
    const left = new Set(nodes.keys())
    for (const pin of shown) {
      left.delete(pin.number)
      if (!nodes.has(pin.number)) nodes.set(pin.number, layer.appendChild(nodeOf(pin)))
      place(nodes.get(pin.number), pin)
    }
    for (const number of left) {
      nodes.get(number).remove()
      nodes.delete(number)
    }
  }

  function nodeOf({ number }) {
    const isListed = Number(number) > 0
    const node = make(isListed ? 'a' : 'g', { 'data-mark': number })
    if (isListed) node.setAttribute('href', `#pin-${number}`)
    node.append(...['reach', 'halo', 'stroke', 'badge'].map((name) => make('path', { class: name })))
    node.append(make('text', {}), make('circle', { class: 'hit', r: isCoarse.matches ? 22 : 14 }))
    node.children[4].textContent = isListed ? number : number === 'new' ? '+' : ''
    return node
  }

  function place(node, pin) {
    const points = pin.points.map(stage.toScreen)
    const path = pathOf(pin.shape, points)
    const sign = signOf(pin.shape, points, stage.frame)
    const [reach, halo, stroke, badge, text, hit] = node.children
    for (const one of [reach, halo, stroke]) one.setAttribute('d', path)
    badge.setAttribute('d', pin.number === 'sketch' && path ? '' : sign.path)
    set(text, { x: sign.x, y: sign.y })
    set(hit, { cx: sign.x, cy: sign.y })
    node.toggleAttribute('data-closed', !pin.isOpen)
    node.toggleAttribute('data-active', pin.number === proof.active)
    const label = pin.isOpen ? words.mark : words.markClosed
    if (pin.item) node.setAttribute('aria-label', label.replace('{number}', pin.number))
  }

  stage.on('change', draw)
  proof.onRedraw(draw)
}

export function make(name, attributes) {
  return set(document.createElementNS(SVG, name), attributes)
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  return node
}
