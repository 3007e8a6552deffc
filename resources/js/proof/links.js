const isCalm = matchMedia('(prefers-reduced-motion: reduce)')
const ITEM = '[data-pins] > [data-pin]'

/** Ties marks and list together: what is pointed at or focused here lights up there, and a click leads over. */
export function listen(proof) {
  const { root } = proof
  const numberAt = (target) =>
    target.closest?.('a[data-mark]')?.dataset.mark ?? target.closest?.(ITEM)?.dataset.pin ?? null

  function light(number) {
    if (proof.active === number) return
    proof.active = number
    for (const item of root.querySelectorAll(ITEM)) {
      item.toggleAttribute('data-active', item.dataset.pin === number)
    }
    proof.redraw()
  }
  const lightFocused = () => light(numberAt(document.activeElement))

  /** Shows a pin on the picture: its page, its moment, its place. */
  async function reveal(number) {
    const pin = proof.pins().find((one) => one.number === number)
    if (!pin) return
    await proof.reveal(pin)
    if (pin.points.length) proof.stage?.show(pin.points)
    light(number)
  }

  function toList(number) {
    const item = root.querySelector(`${ITEM}[data-pin="${number}"]`)
    history.replaceState(history.state, '', `#pin-${number}`)
    item.tabIndex = -1
    item.scrollIntoView({ block: 'nearest', behavior: isCalm.matches ? 'instant' : 'smooth' })
    item.focus({ preventScroll: true })
  }

  function toMark(number) {
    const mark = root.querySelector(`a[data-mark="${number}"]`)
    const place = root.querySelector('[data-stage]')
    place.scrollIntoView({ block: 'nearest', behavior: isCalm.matches ? 'instant' : 'smooth' })
    mark?.focus({ preventScroll: true })
  }

  root.addEventListener('pointerover', ({ target }) => light(numberAt(target)))
  root.addEventListener('pointerleave', lightFocused)
  root.addEventListener('focusin', lightFocused)
  root.addEventListener('click', async (event) => {
    const link = event.target.closest('a[data-mark], [data-pins] a.pin')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const number = numberAt(link)
    await reveal(number)
    if (link.dataset.mark) toList(number)
    else toMark(number)
  })

  const open = () => reveal(location.hash.match(/^#pin-(\d+)/)?.[1] ?? root.dataset.pin)
  addEventListener('hashchange', open)
  open()
}
