import { createHub } from './hub.js'

/**
 * In place of the shared worker, for browsers without one: a visible tab that holds the lock keeps the stream and passes
 * everything on; a tab that is hidden hands the lock over. Without locks each visible tab has a stream of its own: such
 * browsers (phones) show one tab at a time.
 * @returns something with postMessage and onmessage, like a port of the worker
 */
export function openAlone() {
  const id = crypto.getRandomValues(new Uint32Array(2)).join('-')
  const radio = navigator.locks && new BroadcastChannel('countersign-live')
  const door = { onmessage: null, postMessage }
  let hub = null
  let tab = null
  let release = null
  let wasAway = false

  const take = (message) => door.onmessage?.({ data: message })
  const tell = (to, message) => (to === id ? take(message) : radio?.postMessage({ to, message }))
  radio?.addEventListener('message', ({ data: { to, message, from, tab: other, asks } }) => {
    if (to === id) take(message)
    if (from && hub) other.isVisible ? hub.hear(from, other) : hub.leave(from)
    if (asks && tab?.isVisible) radio.postMessage({ from: id, tab })
  })

  function postMessage(said) {
    tab = said.left ? { ...tab, isVisible: false } : said
    if (hub) hub.hear(id, tab)
    radio?.postMessage({ from: id, tab })
    if (tab.isVisible && !release) keep()
    if (!tab.isVisible) letGo()
  }

  async function keep() {
    const ended = new AbortController()
    release = () => ended.abort()
    if (!radio) return hold(ended.signal)
    await navigator.locks
      .request('countersign-live', { signal: ended.signal }, () => hold(ended.signal))
      .catch(() => {})
  }

  function hold(signal) {
    hub ??= createHub(tell, document.querySelector('meta[name="live"]').dataset.viewer)
    hub.hear(id, tab)
    radio?.postMessage({ asks: true })
    if (wasAway) take({ name: 'again' })
    wasAway = true
    return new Promise((done) => signal.addEventListener('abort', done))
  }

  function letGo() {
    release?.()
    release = null
    hub?.close()
    hub = null
  }
  return door
}
