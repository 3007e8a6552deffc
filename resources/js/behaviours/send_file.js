import { csrfToken } from './csrf.js'
import { formatSize } from './format_size.js'

/**
 * Sends one file and shows its way in a row of the area's list. The server answers { id, files } with a thumbnail if
 * there is one, or { error } with the sentence to show. Only XMLHttpRequest reports how much has been sent.
 */
export function sendFile(area, file) {
  const pattern = area.querySelector('template[data-upload-row]')
  const row = pattern.content.firstElementChild.cloneNode(true)
  const progress = row.querySelector('progress')
  const remove = row.querySelector('[data-upload-remove]')
  row.querySelector('[data-name]').textContent = file.name
  row.querySelector('[data-size]').textContent = formatSize(file.size)
  progress.setAttribute('aria-label', file.name)
  remove.setAttribute('aria-label', `${remove.dataset.uploadRemove} ${file.name}`)
  area.querySelector('[data-upload-list]').append(row)

  const request = new XMLHttpRequest()
  const body = new FormData()
  body.append('file', file)
  row.addEventListener('upload:stop', () => request.abort())
  request.upload.addEventListener(
    'progress',
    ({ loaded, total }) => (progress.value = (100 * loaded) / total)
  )
  request.addEventListener('load', () => {
    const answer = request.response ?? {}
    if (request.status < 300 && answer.id) keep(area, row, answer)
    else fail(row, answer.error)
  })
  request.addEventListener('error', () => fail(row))
  request.open('POST', area.dataset.uploadUrl)
  request.responseType = 'json'
  request.setRequestHeader('X-CSRF-TOKEN', csrfToken())
  request.setRequestHeader('Accept', 'application/json')
  request.send(body)
}

function keep(area, row, { id, files }) {
  const field = Object.assign(document.createElement('input'), {
    type: 'hidden',
    name: area.dataset.uploadField,
    value: id,
  })
  row.append(field)
  const thumbnail = files?.[0]?.thumbnail
  if (thumbnail) row.querySelector('.thumb').replaceChildren(Object.assign(new Image(160, 120), { src: thumbnail, alt: '' }))
  row.querySelector('progress').hidden = true
  row.querySelector('[data-done]').hidden = false
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

function fail(row, sentence) {
  const place = row.querySelector('[data-failed]')
  row.querySelector('progress').hidden = true
  place.hidden = false
  place.textContent = sentence ?? place.dataset.failed
}
