import { cancel, discard } from './discard.js'
import { rowOf } from './row.js'
import { say } from './say.js'

/** Takes a file out of its form: stops it on its way, and throws away what had arrived. */
export function remove(element) {
  const area = element.closest('[data-upload]')
  const row = rowOf(element)
  const id = element.querySelector('input')?.value
  const next = element.nextElementSibling ?? element.previousElementSibling
  const name = element.querySelector('.cut').textContent
  if (row) row.remove()
  else element.remove()
  if (id) discard(area, id)
  else if (row?.address) cancel(row.address)
  const { dataset } = area.querySelector('template[data-upload-row]')
  say(
    area,
    JSON.parse(dataset.words).removed.replace('{name}', () => name)
  )
  area.dispatchEvent(new Event('input', { bubbles: true }))
  // The keyboard stays where it was.
  ;(next?.querySelector('button') ?? area.querySelector('input[type=file]')).focus()
}
