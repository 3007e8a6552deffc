import { showToast } from './toast.js'

const words = document.getElementById('words')?.dataset ?? {}

// <button data-reply="/tickets/12/reply-templates/3" data-reply-into="reply"> puts the reply where the cursor stands in
// that field. Without scripts the button sends the form to where the page comes back with the reply below what was typed.
document.addEventListener(
  'click',
  (event) => {
    const button = event.target.closest('[data-reply]')
    const field = button && document.getElementById(button.dataset.replyInto)
    if (!field) return
    event.preventDefault()
    insert(button.dataset.reply, field)
  },
  true
)

async function insert(address, field) {
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } })
    const { text, message } = await answer.json()
    if (!answer.ok) return showToast(message ?? words.server, 'stop')
    put(text, field)
  } catch {
    showToast(words.network, 'stop')
  }
}

/** The browser's own way of typing keeps what can be taken back; the other one serves where it is missing. */
function put(text, field) {
  field.focus()
  if (document.execCommand('insertText', false, text)) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
