import { hasNotes } from '../uploads/has_notes.js'

// Forty deliverables with a pattern of an upload's row each would weigh more than the rest of their page: a place for a
// next version borrows that of the page when a file comes. [data-choose-file="#id"] opens the field's picker.
for (const moment of ['change', 'drop']) {
  document.addEventListener(
    moment,
    ({ target }) => borrow(target.closest?.('[data-upload-borrows]')),
    true
  )
}

document.addEventListener('click', ({ target }) => {
  const { chooseFile } = target.closest('[data-choose-file]')?.dataset ?? {}
  if (chooseFile) document.querySelector(chooseFile)?.click()
})

// Uploads of a page that was left come back to their places.
if (hasNotes()) document.querySelectorAll('[data-upload-borrows]').forEach(borrow)

function borrow(area) {
  if (!area || area.querySelector('template')) return
  const pattern = document.querySelector('template[data-upload-row]')
  if (pattern) area.append(pattern.cloneNode(true))
}
