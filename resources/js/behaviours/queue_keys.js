// One-letter keys of a queue, off like the others of keys.js: j and k go through its rows, t takes the one that has the
// keyboard, Shift T takes the next. After "g" a letter leads to a place, so that one is left alone.
let before = ''

document.addEventListener('keydown', (event) => {
  const table = document.querySelector('#queue')
  if (!table || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
  const goes = before === 'g'
  before = event.key
  if (goes || isBusy(event.target)) return
  const act = { j: () => step(1), k: () => step(-1), t: take, T: takeNext }[event.key]
  if (!act) return
  event.preventDefault()
  act()
})

function step(by) {
  const rows = [...document.querySelectorAll('#queue [data-ticket-row]')]
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const next = at < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + by))]
  next?.querySelector('.title-link')?.focus()
}

function take() {
  const row = document.activeElement.closest('[data-ticket-row]')
  row?.querySelector('form[action$="/transitions/take"] button')?.click()
}

function takeNext() {
  document.querySelector('[data-take-next] button')?.click()
}

function isBusy(target) {
  return (
    target.closest?.('input, textarea, select, [contenteditable]') ||
    document.querySelector('dialog:modal') ||
    document.documentElement.dataset.keys === 'off'
  )
}
