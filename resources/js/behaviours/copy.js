import { showToast } from './toast.js'

// <button data-copy="#field" data-copied="Copied."> copies what a field holds. Where the browser does not let scripts
// (a desk by plain http), the text is marked for the keyboard.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]')
  const field = button && document.querySelector(button.dataset.copy)
  if (!field) return
  try {
    await navigator.clipboard.writeText(field.value)
    showToast(button.dataset.copied, 'done')
  } catch {
    field.select()
    if (document.execCommand('copy')) showToast(button.dataset.copied, 'done')
    else showToast(button.dataset.marked, 'wait')
  }
})
