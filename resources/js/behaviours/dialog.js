/**
 * <a href="?dialog=reject" data-dialog-open="#reject"> opens <dialog id="reject">. Without scripts the link loads the
 * page with the dialog open in the flow, and the closing link leads back.
 */
document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-dialog-open]')
  const dialog = opener && document.querySelector(opener.dataset.dialogOpen)
  if (dialog) {
    event.preventDefault()
    show(dialog)
  }
  const closer = event.target.closest('[data-dialog-close]')
  if (closer) {
    event.preventDefault()
    closer.closest('dialog')?.close()
  }
  // A click on the backdrop reaches the dialog itself, outside its box.
  if (event.target.matches?.('dialog:modal') && isOutside(event, event.target)) event.target.close()
})

function show(dialog) {
  if (dialog.contains(document.activeElement)) return
  if (!dialog.matches(':modal')) {
    dialog.open = false
    dialog.showModal()
  }
  dialog.querySelector('[autofocus], textarea, input:not([type=hidden]), select')?.focus()
}

function isOutside(event, dialog) {
  const box = dialog.getBoundingClientRect()
  const { clientX: x, clientY: y } = event
  return (x || y) && (x < box.left || x > box.right || y < box.top || y > box.bottom)
}

// Closing takes ?dialog= (on a ticket ?ask=) out of the address, so that a reload does not open it again.
document.addEventListener(
  'close',
  (event) => {
    const address = new URL(location.href)
    const name = ['dialog', 'ask'].find((one) => address.searchParams.has(one))
    if (!event.target.matches('dialog') || !name) return
    address.searchParams.delete(name)
    history.replaceState(history.state, '', address)
  },
  true
)

const showOpened = () => document.querySelectorAll('dialog[open][data-close-href]').forEach(show)
document.addEventListener('htmx:after:swap', showOpened)
showOpened()
