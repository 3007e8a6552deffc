/** What two versions need to be compared loads on pages that compare, and on no other. */
async function wake() {
  const root = document.querySelector('[data-compare]:not([data-awake])')
  if (!root) return
  root.dataset.awake = ''
  const { start } = await import('../compare/start.js')
  start(root)
}

document.addEventListener('htmx:after:swap', wake)
wake()
