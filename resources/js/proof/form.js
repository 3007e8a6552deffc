import { fieldsOf } from './fields.js'
import { keepTyped } from './keep_typed.js'
import { closeForm, openForm } from './open_form.js'
import { follow } from './place_form.js'

/** The form of a new pin: filled by what was drawn, shown beside it, and put back with its words when that is taken away. */
export function listen(proof) {
  const { root } = proof
  const fields = fieldsOf(proof)
  const body = () => proof.form.querySelector('textarea')
  const typed = keepTyped(proof, body)
  const place = follow(proof)

  function show() {
    openForm(proof)
    place()
    body().focus({ preventScroll: true })
  }
  function leave(said) {
    fields.clear()
    closeForm(proof)
    proof.redraw()
    proof.say(said)
    proof.home?.focus({ preventScroll: true })
  }

  /** Takes { shape, points, start, end } of what was drawn. */
  proof.finish = (drawn) => {
    if (!proof.form) return
    fields.fill(drawn)
    proof.redraw()
    show()
    proof.say('placed')
  }
  /** @returns whether there was something to take away */
  proof.cancel = () => {
    const isPlaced = fields.isPlaced()
    if (isPlaced) leave('taken')
    return isPlaced
  }
  /** After the server's answer: the pin stands in the list, or the form came back as it was typed. */
  proof.renew = () => {
    if (!fields.isPlaced() && typed.isSent()) leave('')
    else if (fields.isPlaced() && !proof.form.matches(':popover-open')) show()
    proof.redraw()
  }

  root.addEventListener(
    'click',
    ({ target }) => target.closest('[data-pin-cancel]') && proof.cancel()
  )
  root.addEventListener('keydown', (event) => {
    const isOurs = event.key === 'Escape' && event.target.closest('[data-new-pin]')
    // The first Escape closes a list of names that is open there.
    if (!isOurs || event.defaultPrevented || event.target.ariaExpanded === 'true') return
    if (proof.cancel()) event.preventDefault()
  })
  if (fields.isPlaced()) show()
}
