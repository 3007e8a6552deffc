import { csrfToken } from '../behaviours/csrf.js'

/* This tab's line to the one stream of the browser. What to do with news loads with the first: most pages get none. */
const meta = document.querySelector('meta[name="live"]')
let port = null

if (meta) {
  join()
  addEventListener('pagehide', leave)
  addEventListener('pageshow', (event) => event.persisted && join())
  document.addEventListener('visibilitychange', say)
  document.addEventListener('htmx:after:swap', say)
}

/** Also after signing in again. */
export async function join() {
  port = openWorker() ?? (await import('./alone.js')).openAlone()
  listen()
  if (!navigator.locks) return say()
  // The worker waits for this lock: it falls when the tab ends, however that happens.
  const lock = `live-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`
  navigator.locks.request(lock, () => {
    say(lock)
    return new Promise(() => {})
  })
}

function openWorker() {
  if (!globalThis.SharedWorker) return null
  const worker = new SharedWorker(meta.content, { type: 'module', name: meta.dataset.viewer })
  worker.addEventListener('error', async () => {
    port = (await import('./alone.js')).openAlone()
    listen()
    say()
  })
  return worker.port
}

function listen() {
  port.onmessage = async ({ data }) => {
    const { hear } = await import('./news.js')
    hear(data)
    if (data.name === 'end') leave()
  }
}

function say(lock) {
  // An admin who views the desk as somebody else ("1-as-2") is not shown as looking.
  const isOther = meta.dataset.viewer.includes('-as-')
  const shown = isOther ? [] : document.querySelectorAll('[data-live^="ticket:"]')
  const tickets = [...shown].map((one) => Number(one.dataset.live.slice(7)))
  const more = typeof lock === 'string' ? { lock } : {}
  const at = Number(meta.dataset.at)
  port?.postMessage({ isVisible: !document.hidden, tickets, at, token: csrfToken(), ...more })
}

function leave() {
  port?.postMessage({ left: true })
  port = null
}
