import { showToast } from '../behaviours/toast.js'
import { rowOf, rowsOf } from './row.js'
import { say } from './say.js'

const AREA = '[data-upload-url]'
const isBusy = (form) => form.querySelector(`${AREA} .upload[aria-busy=true]`) !== null
const submitters = new WeakMap()

// A form that is sent while files are on their way waits for them; [data-upload-submit] sends its form when all are there.
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target
    if (!isBusy(form)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    submitters.set(form, event.submitter)
    for (const area of form.querySelectorAll(AREA)) say(area, rowsOf(area)[0]?.words.waits ?? '')
  },
  true
)

document.addEventListener('upload:change', ({ target: area }) => {
  const form = area.closest('form')
  if (!form || isBusy(form)) return
  const rows = rowsOf(area)
  const ids = [...area.querySelectorAll('.upload input')].map(({ value }) => value).join()
  const isMeant =
    submitters.has(form) || ('uploadSubmit' in area.dataset && ids !== area.dataset.uploadSent)
  if (!isMeant || !ids || !rows.every(({ state }) => ['done', 'refused'].includes(state))) return
  const submitter = submitters.get(form) ?? null
  submitters.delete(form)
  area.dataset.uploadSent = ids
  // Their rows go when the answer comes.
  if ('uploadSubmit' in area.dataset) {
    for (const { state, sentence } of rows) if (state === 'refused') showToast(sentence, 'stop')
  }
  form.requestSubmit(submitter)
})

document.addEventListener('click', (event) => {
  const element = event.target.closest('.upload')
  const area = element?.closest(AREA)
  if (event.target.closest('[data-upload-retry]')) rowOf(element)?.again()
  if (event.target.closest('[data-upload-choose]')) area.querySelector('input[type=file]').click()
})

addEventListener('beforeunload', (event) => {
  if (document.querySelector(`${AREA} .upload[aria-busy=true]`)) event.preventDefault()
})
