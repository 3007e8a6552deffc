const PLACES = {
  d: '/',
  a: '/approvals',
  q: '/queue',
  t: '/tickets',
  n: '/notifications',
  h: '/activity',
  f: '/analytics',
}
const PAUSE = 1200
// Long ago, and not 0: that is when the page was opened.
const NEVER = -Infinity
let went = NEVER

// One-letter keys, off while typing and for people who switched them off (html[data-keys="off"], WCAG 2.1.4):
// / search, n new ticket, g then d a q t n h f to the places of the side bar.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isBusy(event.target)) return
  const goes = performance.now() - went < PAUSE
  went = NEVER
  if (goes && PLACES[event.key])
    return visit(event, document.querySelector(`.nav a[href="${PLACES[event.key]}"]`))
  if (event.key === 'g') went = performance.now()
  if (event.key === 'n') visit(event, document.querySelector('[data-key="n"]'))
  if (event.key === '/') {
    event.preventDefault()
    const field = document.querySelector('[data-key-search]')
    if (field) field.focus()
    else location.assign('/tickets')
  }
})

function visit(event, link) {
  if (!link) return
  event.preventDefault()
  link.click()
}

function isBusy(target) {
  const typing = target.closest?.('input, textarea, select, [contenteditable]')
  return (
    typing ||
    document.querySelector('dialog:modal') ||
    document.documentElement.dataset.keys === 'off'
  )
}
