import { pathOf, signOf } from './shapes.js'

const SVG = 'http://www.w3.org/2000/svg'
const isCoarse = matchMedia('(pointer: coarse)')

/** A mark: its lines, wide ones to be hit and light ones below to be seen, and its sign. A listed one is a link. */
export function nodeOf({ number }) {
  const isListed = Number(number) > 0
  const node = make(isListed ? 'a' : 'g', { 'data-mark': number })
  if (isListed) node.setAttribute('href', `#pin-${number}`)
  const paths = ['reach', 'halo', 'stroke', 'badge'].map((name) => make('path', { class: name }))
  const text = make('text', {})
  text.textContent = isListed ? number : number === 'new' ? '+' : ''
  node.append(...paths, text, make('circle', { class: 'hit', r: isCoarse.matches ? 22 : 14 }))
  return node
}

/** Puts a mark where its points are on the screen now. */
export function write(node, pin, { stage, words, active }) {
  const points = pin.points.map(stage.toScreen)
  const path = pathOf(pin.shape, points)
  const sign = signOf(pin.shape, points, stage.frame)
  const [reach, halo, stroke, badge, text, hit] = node.children
  for (const one of [reach, halo, stroke]) set(one, { d: path })
  set(badge, { d: pin.number === 'sketch' && path ? '' : sign.path })
  set(text, { x: sign.x, y: sign.y })
  set(hit, { cx: sign.x, cy: sign.y })
  node.toggleAttribute('data-closed', !pin.isOpen)
  node.toggleAttribute('data-active', pin.number === active)
  const label = pin.isOpen ? words.mark : words.markClosed
  if (pin.item) node.setAttribute('aria-label', label.replace('{number}', pin.number))
}

export function make(name, attributes) {
  return set(document.createElementNS(SVG, name), attributes)
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  return node
}
