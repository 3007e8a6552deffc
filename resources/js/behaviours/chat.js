/**
 * <a href="/chat/frame" data-chat> opens the chat in a panel of the page. Nothing of it is loaded before; closing hides it,
 * so that a talk goes on when it is opened again. Without scripts the link leads to the frame's own page.
 */
const panel = document.querySelector('#chat-panel')
let opener = null

/** The frame is made when somebody asks for it, and only then. */
function fill() {
  if (panel.querySelector('iframe')) return
  const frame = document.createElement('iframe')
  frame.title = panel.dataset.title
  frame.referrerPolicy = 'no-referrer'
  frame.setAttribute('sandbox', panel.dataset.sandbox)
  frame.src = panel.dataset.frame
  panel.append(frame)
}

function open(link) {
  opener = link
  fill()
  panel.showPopover()
  panel.querySelector('[data-chat-close]').focus({ preventScroll: true })
}

function close() {
  panel.hidePopover()
  // A link in a menu that has closed meanwhile cannot be focused; its menu can.
  const menu = opener?.closest('details:not([open])')
  const back = menu?.querySelector('summary') ?? opener
  back?.focus()
}

if (panel && 'showPopover' in panel) {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-chat]')
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault()
      if (panel.matches(':popover-open')) close()
      else open(link)
    }
    if (event.target.closest('[data-chat-close]')) close()
  })
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
  })
}
