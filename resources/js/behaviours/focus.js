/**
 * What a person pressed may be gone when the answer stands there. The keyboard then goes on at what has the same id
 * (a menu, a form, a row), else at the page itself, and never at its first link again.
 */
const PRESSED = ['submit', 'click', 'change']
let left = []

document.addEventListener('htmx:before:swap', ({ detail }) => {
  left = []
  if (!PRESSED.includes(detail.ctx.sourceEvent?.type)) return
  for (let place = detail.ctx.sourceElement; place; place = place.parentElement) {
    if (place.id) left.push(place.id)
  }
})

document.addEventListener('htmx:after:swap', () => {
  if (document.activeElement !== document.body || left.length === 0) return
  const places = left.map((id) => document.getElementById(id)).filter(Boolean)
  const next = places.map(firstStop).find((stop) => stop?.checkVisibility())
  next?.focus({ preventScroll: true })
})

function firstStop(place) {
  if (place.matches('[tabindex], a[href], button, input, textarea, select')) return place
  return place.querySelector(':scope > summary, [aria-invalid="true"]')
}
