// Arrows turn to the files beside this one and Escape leads back, except where they mean something else: in a player, in a
// text that scrolls sideways.
const TURNS = { ArrowLeft: 'previous', ArrowRight: 'next' }

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (event.defaultPrevented || document.querySelector('dialog:modal')) return
  const isOwn = event.target.closest?.('video, audio, input, [role="region"], [data-zoomed]')
  if (event.key === 'Escape') follow(event, '[data-gallery-close]')
  else if (TURNS[event.key] && !isOwn) follow(event, `[data-way="${TURNS[event.key]}"]`)
})

function follow(event, link) {
  const found = document.querySelector(link)
  if (!found) return
  event.preventDefault()
  found.click()
}
