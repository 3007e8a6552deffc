// The preview beside a list: its row is marked, Escape and its button close it, focus goes back to where it came from.
let opener = null
let marked = null

document.addEventListener('htmx:after:swap', (event) => {
  const { ctx } = event.detail
  if (ctx?.target?.id === 'preview') mark(ctx.sourceElement)
  else markAgain()
})

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-preview-close]')) close()
})

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !document.querySelector('dialog:modal, details.drop-menu[open]'))
    close()
})

function mark(source) {
  opener = source
  for (const one of document.querySelectorAll('[data-previewed]'))
    one.removeAttribute('data-previewed')
  marked = source?.closest('tr, li')
  marked?.setAttribute('data-previewed', '')
  document.querySelector('#preview [data-preview-close]')?.focus()
}

/** News put a row in place of the one that was marked. */
function markAgain() {
  if (!marked || !document.getElementById('preview')?.firstElementChild) return
  marked = document.getElementById(marked.id)
  marked?.setAttribute('data-previewed', '')
  if (!opener?.isConnected) opener = marked?.querySelector('[hx-target="#preview"]')
}

function close() {
  const panel = document.getElementById('preview')
  if (!panel?.firstElementChild) return
  const inside = panel.contains(document.activeElement)
  panel.replaceChildren()
  for (const one of document.querySelectorAll('[data-previewed]'))
    one.removeAttribute('data-previewed')
  if (inside && opener?.isConnected) opener.focus()
}
