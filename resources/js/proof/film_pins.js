/** Signs closer than this stand above each other. */
const APART = 28
const LANES = 4

/** Pins over the time line: one link each, kept over redraws so that none loses the focus; spans have a bar. */
export function keepPins(place, timed, length, { active, words }) {
  const wide = place.clientWidth || 1
  const ends = []
  const left = new Set(place.children)
  const sorted = timed.toSorted((one, other) => one.start - other.start)
  for (const pin of sorted) {
    const found = [...left].find((one) => one.dataset.mark === pin.number)
    const node = found ?? place.appendChild(document.createElement(pin.item ? 'a' : 'span'))
    left.delete(node)
    const at = Math.min(1, pin.start / length)
    const free = ends.findIndex((end) => at * wide - end >= APART)
    const lane = free >= 0 ? free : Math.min(ends.length, LANES - 1)
    ends[lane] = at * wide
    write(node, pin, words)
    node.style.left = `${at * 100}%`
    node.style.setProperty('--at', lane)
    node.style.setProperty('--span', pin.end === null ? 0 : ((pin.end - pin.start) / length) * 100)
    node.toggleAttribute('data-closed', !pin.isOpen)
    node.toggleAttribute('data-active', pin.number === active)
  }
  place.parentElement.style.setProperty('--lanes', Math.max(1, ends.length))
  left.forEach((node) => node.remove())
}

function write(node, { number, item, isOpen }, words) {
  if (!node.firstChild) {
    node.append(item ? number : '+', document.createElement('i'))
    node.dataset.mark = number
  }
  if (!item) return
  node.href = `#pin-${number}`
  node.ariaLabel = (isOpen ? words.mark : words.markClosed).replace('{number}', number)
}
