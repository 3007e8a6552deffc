import { csrfToken } from './csrf.js'

const PAUSE = 1500
const words = document.getElementById('words')?.dataset ?? {}
const timers = new WeakMap()

// A form with data-draft-url is kept on the server while it is being filled in; [data-draft-state] says when, and
// [data-draft-discard] is offered from then on.
document.addEventListener('input', (event) => {
  const form = event.target.closest('form[data-draft-url]')
  if (!form || event.target.type === 'password') return
  clearTimeout(timers.get(form))
  timers.set(
    form,
    setTimeout(() => keep(form), PAUSE)
  )
})

document.addEventListener('submit', (event) => clearTimeout(timers.get(event.target)))

async function keep(form) {
  const body = new FormData(form)
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name)
  try {
    const answer = await fetch(form.dataset.draftUrl, {
      method: 'POST',
      headers: { 'X-CSRF-TOKEN': csrfToken(), 'Accept': 'application/json' },
      body: new URLSearchParams(body),
      redirect: 'error',
    })
    if (!answer.ok) throw new Error(`Draft refused with ${answer.status}`)
    const { said } = await answer.json()
    say(said)
    document.querySelector('[data-draft-discard]')?.removeAttribute('hidden')
  } catch {
    say(words.draftFailed)
  }
}

function say(sentence) {
  const place = document.querySelector('[data-draft-state]')
  if (place) place.textContent = sentence
}
