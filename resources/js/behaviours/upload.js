import { areaAt, give } from '../uploads/give.js'
import { hasNotes } from '../uploads/has_notes.js'

// Files picked for or pasted into a [data-upload] area (components/drop.edge says what belongs to one). With data-upload-url
// each one travels at once; without, they wait in the file field like any others.
document.addEventListener('change', (event) => {
  const area = event.target.closest('[data-upload-url]')
  if (!area || event.target.type !== 'file') return
  give(area, event.target.files)
  event.target.value = ''
})

// What sends is loaded by the time that somebody who reaches for the place has chosen.
for (const near of ['pointerover', 'focusin']) {
  document.addEventListener(
    near,
    ({ target }) => target.closest?.('[data-upload-url]') && import('../uploads/take.js')
  )
}

document.addEventListener('paste', (event) => {
  const { files, types } = event.clipboardData ?? {}
  // Office programs put a picture of copied text beside it.
  const isText = types?.includes('text/plain') && event.target.closest('input, textarea')
  const area = areaAt(event.target) ?? document.querySelector('[data-upload]')
  if (!files?.length || isText || !area) return
  event.preventDefault()
  give(area, files, { pasted: true })
})

document.addEventListener('click', async (event) => {
  const element = event.target.closest('[data-upload-remove]')?.closest('.upload')
  if (element) (await import('../uploads/remove.js')).remove(element)
})

if (document.querySelector('[data-upload-url]') && hasNotes()) {
  import('../uploads/come_back.js').then(({ comeBack }) => comeBack())
}
