const OPEN = 'details.drop-menu[open]'

/** Closes a menu; focus returns to its button when it was inside. */
function close(menu) {
  const inside = menu.contains(document.activeElement)
  menu.open = false
  if (inside) menu.querySelector('summary').focus()
}

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll(OPEN)) {
    const summary = event.target.closest('summary')
    if (
      !menu.contains(event.target) ||
      (!summary && event.target.closest('.menu :is(a, button:not([aria-disabled]))'))
    ) {
      menu.open = false
    }
  }
})

document.addEventListener('keydown', (event) => {
  const menu = document.querySelector(OPEN)
  if (!menu) return
  if (event.key === 'Escape') return close(menu)
  if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key) || !menu.contains(event.target))
    return
  event.preventDefault()
  const items = [...menu.querySelectorAll('.menu :is(a, button)')]
  const at = items.indexOf(document.activeElement)
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key]
  items.at(next % items.length)?.focus()
})

// What works only when its moment has come stays listed with its reason, but does nothing.
document.addEventListener('click', (event) => {
  if (event.target.closest('[aria-disabled="true"]')) event.preventDefault()
})
