/** Asks who may be meant by a name that is being typed; a note is for fewer eyes. Null when there is no answer. */
export async function ask(target, typed) {
  const address = new URL(target.dataset.mentions, location.href)
  address.searchParams.set('q', typed)
  const isNote =
    target.form.querySelector('[name=is_internal]:checked') || target.closest('[data-internal]')
  if (isNote) address.searchParams.set('notes', '1')
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' } }).catch(() => null)
  return answer?.ok ? (await answer.text()).trim() : null
}
