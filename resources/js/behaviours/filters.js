const PAUSE = 350
let timer

// Filters marked data-auto-submit apply as they are chosen; typing waits for a pause. Without scripts their button does.
document.addEventListener('change', (event) => {
  const form = event.target.closest('form[data-auto-submit]')
  if (form && event.target.type !== 'search') send(form)
})

document.addEventListener('input', (event) => {
  const form = event.target.closest('form[data-auto-submit]')
  if (form && event.target.type === 'search') send(form, PAUSE)
})

// Enter sends by itself; a request under way must not follow it.
document.addEventListener('submit', () => clearTimeout(timer))

function send(form, pause = 0) {
  clearTimeout(timer)
  timer = setTimeout(() => form.requestSubmit(), pause)
}
