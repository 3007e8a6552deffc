import { follow } from './place_form.js'
import { keepTyped } from './keep_typed.js'

const PLACE = ['shape', 'points', 'start', 'end', 'at', 'until']

/** The form of a new pin: filled by what was drawn, shown beside it, and put back with its words when that is taken away. */
export function listen(proof) {
  const { root, words } = proof
  const field = (name) => proof.form?.querySelector(`[data-field=${name}]`)
  const fill = (name, value) => field(name) && (field(name).value = value ?? '')
  const body = () => proof.form.querySelector('textarea')
  const typed = keepTyped(proof, body)
  const place = follow(proof)

  /** Takes { shape, points, start, end } of what was drawn. */
  proof.finish = ({ shape, points = [], start = proof.now(), end = null }) => {
    if (!proof.form) return
    const isTimed = start !== null
    // What is drawn on a stopped film belongs to its moment, or to the span that was set before.
    const isSpan = isTimed && points.length && field('shape').value === 'span'
    if (isSpan) [start, end] = ['start', 'end'].map((name) => Number(field(name).value))
    fill('shape', isTimed && shape !== 'span' ? (isSpan ? 'span' : 'moment') : shape)
    fill('points', points.length ? JSON.stringify(points) : '')
    fill('start', start)
    fill('end', end)
    fill('at', start === null ? '' : clock(start))
    fill('until', end === null ? '' : clock(end))
    if (proof.page) fill('page', proof.page)
    proof.redraw()
    show()
    proof.say('placed')
  }

  proof.cancel = () => {
    if (!field('shape')?.value) return false
    PLACE.forEach((name) => fill(name, ''))
    hide()
    proof.redraw()
    proof.say('taken')
    proof.home?.focus({ preventScroll: true })
    return true
  }

  function show() {
    const { form } = proof
    if (!form.querySelector('[data-pin-cancel]')) {
      const button = Object.assign(document.createElement('button'), { type: 'button' })
      Object.assign(button, { className: 'button', textContent: words.cancel })
      button.dataset.kind = 'quiet'
      button.dataset.pinCancel = ''
      form.querySelector('button:not([type=button])').after(button)
    }
    form.popover = 'manual'
    if (!form.matches(':popover-open')) form.showPopover?.()
    place()
    body().focus({ preventScroll: true })
  }

  function hide() {
    proof.form?.removeAttribute('popover')
    proof.form?.querySelector('[data-pin-cancel]')?.remove()
  }

  // A time that was typed by hand counts instead of the one that was taken.
  root.addEventListener('input', ({ target }) => {
    const typedInto = target.dataset.field
    if (typedInto === 'at') fill('start', '')
    if (typedInto === 'until') fill('end', '')
  })
  root.addEventListener('click', ({ target }) => target.closest('[data-pin-cancel]') && proof.cancel())
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !event.target.closest('[data-new-pin]')) return
    if (event.target.getAttribute('aria-expanded') !== 'true' && proof.cancel()) event.preventDefault()
  })

  /** After the server's answer: the pin stands in the list, or the form came back as it was typed. */
  proof.renew = () => {
    if (typed.isSent()) {
      PLACE.forEach((name) => fill(name, ''))
      hide()
      proof.home?.focus({ preventScroll: true })
    } else if (field('shape')?.value) show()
    proof.redraw()
  }
  if (field('shape')?.value) show()
}

/** Milliseconds as a time of a film: 1:02.48 */
export function clock(ms) {
  const seconds = ms / 1000
  const rest = (Math.floor((seconds % 60) * 100) / 100).toFixed(2).padStart(5, '0')
  return `${Math.floor(seconds / 60)}:${rest}`
}
