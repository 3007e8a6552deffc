import { showToast } from './toast.js'

const AREA = '[data-upload-url]'
const BUSY = `${AREA}[aria-busy=true], ${AREA} .upload[aria-busy=true]`
const submitters = new WeakMap()

// A form that is sent while files are on their way waits for them; [data-upload-submit] sends its form when all are there.
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target
    const area = form.querySelector(BUSY)?.closest(AREA)
    if (!area) return
    event.preventDefault()
    event.stopImmediatePropagation()
    submitters.set(form, event.submitter)
    const { waits } = JSON.parse(area.querySelector('template[data-upload-row]').dataset.words)
    showToast(waits)
  },
  true
)

document.addEventListener('upload:change', ({ target: area }) => {
  const form = area.closest('form')
  if (!form || form.querySelector(BUSY)) return
  const { dataset } = area
  const ids = [...area.querySelectorAll('.upload input')].map(({ value }) => value).join()
  const rows = [...area.querySelectorAll('.upload[data-state]')]
  const isEvery = (...states) => rows.every((row) => states.includes(row.dataset.state))
  const isHeld = submitters.has(form)
  const submitter = submitters.get(form) ?? null
  submitters.delete(form)
  // Somebody pressed the button: he sees first what did not arrive. Nobody did: what arrived goes.
  const isNew = 'uploadSubmit' in dataset && ids && ids !== dataset.uploadSent
  if (!(isHeld && isEvery('done')) && !(isNew && isEvery('done', 'refused'))) return
  dataset.uploadSent = ids
  // Their rows go when the answer comes.
  for (const row of 'uploadSubmit' in dataset ? rows : []) {
    if (row.dataset.state === 'refused')
      showToast(row.querySelector('[data-state-words]').textContent, 'stop')
  }
  form.requestSubmit(submitter)
})

addEventListener('beforeunload', (event) => {
  if (document.querySelector(BUSY)) event.preventDefault()
})
