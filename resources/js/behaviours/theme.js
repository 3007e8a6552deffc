import { csrfToken } from './csrf.js'
import { showToast } from './toast.js'

// The choice shows at once and is kept by the server, so that the next page is drawn in it from the first byte.
document.addEventListener('submit', async (event) => {
  const form = event.target
  if (!form.matches('form[data-theme-switch]')) return
  event.preventDefault()
  const choice = event.submitter.value
  show(form, choice)
  try {
    const headers = { 'X-CSRF-TOKEN': csrfToken(), 'Accept': 'text/html' }
    await fetch(form.action, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ theme: choice }),
    })
  } catch {
    showToast(document.getElementById('words').dataset.network, 'stop')
  }
})

function show(form, choice) {
  const root = document.documentElement
  if (choice === 'system') delete root.dataset.theme
  else root.dataset.theme = choice
  for (const button of form.querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.value === choice))
  }
  document.dispatchEvent(new Event('theme:change'))
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  document.dispatchEvent(new Event('theme:change'))
})
