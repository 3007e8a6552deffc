/** Lists say which of their rows stand on the page and which of them changed; the rest is the server's. */
export function addressOf(region, tickets) {
  const address = new URL(region.dataset.liveUrl ?? location.href, location.href)
  if (!region.hasAttribute('data-rows-shown')) return address
  const shown = [...region.querySelectorAll('[data-ticket-row]')]
  const ids = shown.map((row) => row.dataset.ticketRow).join('.')
  if (ids) address.searchParams.set('shown', ids)
  if (!tickets.has('all')) address.searchParams.set('changed', [...tickets].join('.'))
  return address
}
