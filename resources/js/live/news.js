/**
 * What came over the stream, sorted to the regions of this page. A region has an id, data-live with the names it listens
 * to ("ticket:42", "tickets" for any ticket, "me") and data-live-url. It is asked for anew at a moment of its own within
 * two seconds, and only while the page is seen: a hidden one catches up once, when it is shown.
 */
const SPREAD = 2000
/** Lists and boards cost more, so they are asked for less often. */
const GAP = 4000
const waiting = new Map()
const asked = new Map()

export async function hear({ name, ...content }) {
  if (name === 'looking') return (await import('./looking.js')).show(content)
  if (name === 'end') return (await import('./ended.js')).say()
  for (const region of document.querySelectorAll('[data-live]')) {
    if (name === 'again' || concerns(region, name, content)) mark(region.id, content.id)
  }
}

function concerns(region, name, { id }) {
  const names = region.dataset.live.split(' ')
  if (name === 'me') return names.includes('me')
  return names.includes('tickets') || names.includes(`ticket:${id}`)
}

/** @param ticket whose news it is; without one everything may have changed */
export function mark(id, ticket, least = 0) {
  const entry = waiting.get(id) ?? { tickets: new Set(), timer: null }
  entry.tickets.add(ticket ?? 'all')
  waiting.set(id, entry)
  if (document.hidden || entry.timer) return
  const free = (asked.get(id) ?? -Infinity) + GAP - performance.now()
  entry.timer = setTimeout(() => ask(id), Math.max(least, free, 0) + Math.random() * SPREAD)
}

async function ask(id) {
  const entry = waiting.get(id)
  if (entry) entry.timer = null
  const region = document.getElementById(id)
  if (!entry || document.hidden) return
  waiting.delete(id)
  if (!region?.dataset.live) return
  asked.set(id, performance.now())
  const { refresh } = await import('./refresh.js')
  const isDone = await refresh(region, entry.tickets)
  if (!isDone)
    for (const ticket of entry.tickets) mark(id, ticket === 'all' ? undefined : ticket, GAP)
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return
  for (const [id, entry] of waiting) {
    entry.timer ??= setTimeout(() => ask(id), Math.random() * 300)
  }
})
