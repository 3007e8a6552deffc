/** Pins without a place on the picture: "pin here" takes the moment, a span is set by its start and its end. */
export function listen(proof) {
  const { root, words } = proof
  const button = root.querySelector('[data-time=span]')

  proof.pinHere = () => {
    proof.pause()
    proof.finish({ shape: 'moment' })
  }
  function setSpan(from) {
    proof.spanFrom = from
    button.setAttribute('aria-pressed', String(from !== null))
    button.querySelector('span').textContent = from === null ? words.span : words.spanEnd
    proof.redraw()
  }
  function span() {
    const from = proof.spanFrom
    if (from == null) {
      setSpan(proof.now())
      return proof.say('span_from')
    }
    proof.pause()
    setSpan(null)
    const [start, end] = [from, proof.now()].sort((one, other) => one - other)
    if (start === end) return proof.say('span_empty')
    proof.finish({ shape: 'span', start, end })
  }
  const deeds = { pin: proof.pinHere, span, back: () => proof.step(-1), on: () => proof.step(1) }
  root.addEventListener('click', ({ target }) =>
    deeds[target.closest('[data-time]')?.dataset.time]?.()
  )
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && proof.spanFrom != null && !event.target.closest('textarea'))
      setSpan(null)
  })
}
