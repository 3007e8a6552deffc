/** Stage, marks and time line load on pages that have something to be looked at, and on no other. */
async function wake() {
  if (!document.querySelector('[data-proof]')) return
  const { start } = await import('../proof/start.js')
  start()
}

document.addEventListener('htmx:after:swap', wake)
wake()
