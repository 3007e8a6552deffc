import { showToast } from './toast.js'

const words = document.getElementById('words')?.dataset ?? {}

// A page that says what went wrong is never swapped into a corner of another page: its sentence becomes a toast.
// Fragments (a form with its errors, a lost race) are swapped whatever their status.
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = event.detail
  const status = ctx.response?.status ?? 200
  if (status < 400 || ctx.hx?.retarget || ctx.target === document.body) return
  const problem = new DOMParser()
    .parseFromString(ctx.text, 'text/html')
    .querySelector('[data-problem]')
  if (!problem && status < 500) return
  event.preventDefault()
  showToast(sentence(problem) ?? words.server, 'stop')
})

function sentence(problem) {
  const parts = [...(problem?.querySelectorAll('h1, [data-message]') ?? [])].map((part) =>
    part.textContent.trim()
  )
  return parts.length ? parts.join('. ').replace(/([.?])\. /g, '$1 ') : null
}

// No answer at all: the connection, a timeout, a desk that is just starting.
document.addEventListener('htmx:error', (event) => {
  const { ctx } = event.detail
  if (ctx && !ctx.response) showToast(words.network, 'stop')
})
