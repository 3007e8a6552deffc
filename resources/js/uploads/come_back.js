import { ask } from './ask.js'
import { keep } from './keep.js'
import { keepNoted, notedFor } from './noted.js'
import { makeRow } from './row.js'
import './row_buttons.js'

/**
 * After the page was loaded again: files that had arrived stand in their form again; those that were on their way say how
 * far they came, and go on once the same file is chosen.
 */
export async function comeBack() {
  for (const area of document.querySelectorAll('[data-upload-url]')) {
    const noted = notedFor(area)
    if (noted.uploads.length + noted.files.length === 0) continue
    const here = new Set(
      [...area.querySelectorAll('.upload input')].map(({ value }) => Number(value))
    )
    const base = `${area.dataset.uploadUrl}/resumable?files=${noted.files.join()}`
    const answer = await ask('GET', base).catch(() => null)
    if (!answer) continue
    const uploads = answer.json.uploads.filter(({ id }) => noted.uploads.includes(id))
    const { files } = answer.json
    // Loading a page sends no form.
    area.dataset.uploadSent = files.map(({ id }) => id).join()
    for (const upload of uploads) stand(area, upload)
    for (const file of files.filter(({ id }) => !here.has(id))) {
      keep(area, makeRow(area, file), { id: file.id, files: [file] })
    }
    const fold = area.closest('details')
    if (fold && files.length + uploads.length > 0) fold.open = true
    keepNoted(area, { uploads: uploads.map(({ id }) => id), files: files.map(({ id }) => id) })
  }
}

function stand(area, upload) {
  const row = makeRow(area, upload)
  row.address = `${area.dataset.uploadUrl}/resumable/${upload.id}`
  row.stands(upload.offset, 'stopped')
}
