import { clock } from './clock.js'

const PLACE = ['shape', 'points', 'start', 'end', 'at', 'until']
const isSet = (value) => value !== null && value !== undefined

/** The fields of a new pin that say where it is. */
export function fieldsOf(proof) {
  const field = (name) => proof.form?.querySelector(`[data-field=${name}]`)
  const write = (name, value) => field(name) && (field(name).value = value ?? '')
  const read = (name) => field(name)?.value ?? ''

  function fill({ shape, points = [], start = proof.now(), end = null }) {
    // What is drawn on a stopped film belongs to its moment, or to the span that was set before.
    const isTimed = isSet(start)
    const isSpan = isTimed && points.length > 0 && read('shape') === 'span'
    if (isSpan) [start, end] = [Number(read('start')), Number(read('end'))]
    const timed = isSpan || shape === 'span' ? 'span' : 'moment'
    write('shape', isTimed ? timed : shape)
    write('points', points.length ? JSON.stringify(points) : '')
    write('start', start)
    write('end', end)
    write('at', isTimed ? clock(start) : '')
    write('until', isSet(end) ? clock(end) : '')
    if (proof.page) write('page', proof.page)
  }
  const clear = () => PLACE.forEach((name) => write(name, ''))

  // A time that was typed by hand counts instead of the one that was taken.
  proof.root.addEventListener('input', ({ target }) => {
    if (target.dataset.field === 'at') write('start', '')
    if (target.dataset.field === 'until') write('end', '')
  })
  return { fill, clear, isPlaced: () => read('shape') !== '' }
}
