const numbersOf = (proof) => proof.pins().map(({ number }) => Number(number) || 0)

/**
 * Keeps what is typed into the form of a new pin over a reload, until the pin stands in the list.
 * @returns { isSent() } which is true once after a pin was added, and empties the form
 */
export function keepTyped(proof, body) {
  const key = `pin:${proof.root.dataset.version}`
  const most = () => Math.max(0, ...numbersOf(proof))
  const read = () => JSON.parse(sessionStorage.getItem(key) ?? 'null')
  const write = (value) => sessionStorage.setItem(key, JSON.stringify(value))

  function isSent() {
    const kept = read()
    if (!kept?.sentAt || most() < kept.sentAt) return false
    sessionStorage.removeItem(key)
    if (proof.form && body().value === kept.text) body().value = ''
    return true
  }

  proof.root.addEventListener('input', ({ target }) => {
    if (!target.closest('[data-new-pin]') || target !== body()) return
    if (target.value) write({ text: target.value })
    else sessionStorage.removeItem(key)
  })
  proof.root.addEventListener('submit', ({ target }) => {
    if (target.closest('[data-new-pin]')) write({ text: body().value, sentAt: most() + 1 })
  })
  if (!isSent() && proof.form && !body().value) body().value = read()?.text ?? ''
  return { isSent }
}
