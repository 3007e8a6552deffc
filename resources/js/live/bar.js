const pattern = document.getElementById('live-bar')
const words = pattern.dataset

/** Says above a part (in a row: inside it) that it changed; its button puts the new one in. */
export function showBar(part, said, by, show) {
  const bar = barOf(part) ?? makeBar(part)
  bar.querySelector('p').textContent =
    said || (by ? words.changedBy.replace('{name}', by) : words.changed)
  bar.querySelector('button').onclick = show
}

export function hideBar(part) {
  barOf(part)?.remove()
}

/** The ticket is no longer there for this viewer. What stands here stays, and so does what was typed. */
export function showGone(region) {
  delete region.dataset.live
  region.querySelector('[data-looking]')?.remove()
  const bar = barOf(region) ?? makeBar(region, 'prepend')
  bar.querySelector('p').textContent = words.gone
  bar.querySelector('button').remove()
  return true
}

function makeBar(part, where = part.matches('li') ? 'prepend' : 'before') {
  const bar = pattern.content.firstElementChild.cloneNode(true)
  bar.dataset.of = part.id
  part[where](bar)
  return bar
}

function barOf(part) {
  return document.querySelector(`.live-bar[data-of="${CSS.escape(part.id)}"]`)
}
