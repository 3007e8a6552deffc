// A plain form that is on its way is not sent twice. Forms sent by htmx prevent the default and use hx-disable.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (event.defaultPrevented || !form.matches('form[data-once]')) return
  if (form.hasAttribute('aria-busy')) return event.preventDefault()
  const button = event.submitter
  form.setAttribute('aria-busy', 'true')
  // The button's own name and value belong to what is sent, so it may be disabled only afterwards.
  setTimeout(() => {
    button?.setAttribute('aria-busy', 'true')
    for (const other of form.querySelectorAll('button:not([type=button])')) other.disabled = true
  })
})

// Back from the next page the browser shows this one as it was left.
addEventListener('pageshow', (event) => {
  if (!event.persisted) return
  for (const form of document.querySelectorAll('form[data-once][aria-busy]')) {
    form.removeAttribute('aria-busy')
    for (const button of form.querySelectorAll('button')) {
      button.disabled = false
      button.removeAttribute('aria-busy')
    }
  }
})
