/**
 * A decided request shows its signature, folds away (components/inbox.css) and leaves the list; the keyboard goes on at
 * the request that takes its place.
 */
document.addEventListener('htmx:after:swap', () => {
  for (const item of document.querySelectorAll('[data-decided]:not([data-seen])')) {
    item.dataset.seen = ''
    if (document.activeElement === document.body) nextButton(item)?.focus({ preventScroll: true })
    item.addEventListener('animationend', (event) => event.target === item && item.remove())
  }
})

function nextButton(item) {
  const list = item.parentElement
  const next = item.nextElementSibling ?? list.querySelector('li:not([data-decided])')
  return next?.querySelector('button[value="approve"]')
}
