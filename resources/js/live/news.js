import { noteAsked, onOwnAct, waitOf } from './moment.js'

/**
 * What came over the stream, sorted to the regions of this page. A region has an id, data-live with the names it listens
 * to ("ticket:42", "tickets" for any ticket, "me") and data-live-url. It is asked for anew at a moment of its own within
 * two seconds, and only while the page is seen: a hidden one catches up once, when it is shown.
 */
const waiting = new Map()

export async function hear({ name, ...content }) {
  if (name === 'looking') return (await import('./looking.js')).show(content)
  if (name === 'end') return (await import('./ended.js')).say(content.why)
  for (const region of document.querySelectorAll('[data-live]')) {
    if (name === 'again' || concerns(region, name, content)) mark(region.id, content.id ?? 'all')
  }
}

function concerns(region, name, { id }) {
  const names = region.dataset.live.split(' ')
  return name === 'me'
    ? names.includes('me')
    : names.includes('tickets') || names.includes(`ticket:${id}`)
}

function mark(id, ticket) {
  const entry = waiting.get(id) ?? { tickets: new Set(), timer: null }
  waiting.set(id, entry)
  entry.tickets.add(ticket)
  if (!document.hidden) entry.timer ??= setTimeout(ask, waitOf(id), id)
}

async function ask(id) {
  const entry = waiting.get(id)
  entry.timer = null
  const region = document.getElementById(id)
  if (document.hidden) return
  waiting.delete(id)
  if (!region?.dataset.live) return
  noteAsked(id)
  const { refresh } = await import('./refresh.js')
  if (!(await refresh(region, entry.tickets))) for (const ticket of entry.tickets) mark(id, ticket)
}

document.addEventListener('visibilitychange', () => {
  for (const [id, entry] of document.hidden ? [] : waiting)
    entry.timer ??= setTimeout(ask, Math.random() * 300, id)
})

onOwnAct((id) => {
  const entry = waiting.get(id)
  if (!entry) return
  clearTimeout(entry.timer)
  entry.timer = setTimeout(ask, waitOf(id), id)
})
