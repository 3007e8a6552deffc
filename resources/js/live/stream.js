const NAMES = ['hello', 'ticket', 'me', 'again', 'looking', 'end']
const LONGEST = 60_000

/**
 * The one connection to /live. A line that breaks is the browser's to mend (the server says how soon, and goes on where
 * it broke); one that was refused is asked for again later and later, each browser at its own moment.
 * @param hear gets the name and the content of every event
 * @param viewer as whom the pages were made: a stream of anybody else ends at once
 */
export function createStream(hear, viewer) {
  let source = null
  let timer = null
  let tries = 0
  let cursor = null

  /** @param since the moment of the desk's clock up to which the pages are known to be right */
  function open(since) {
    if (source || timer) return
    cursor ??= since
    source = new EventSource(`/live?${new URLSearchParams({ since: cursor, viewer })}`)
    for (const name of NAMES) source.addEventListener(name, (event) => take(name, event))
    source.addEventListener('error', () => source?.readyState === EventSource.CLOSED && retry())
  }

  function take(name, { data, lastEventId }) {
    const content = JSON.parse(data)
    tries = 0
    cursor = content.at || lastEventId || cursor
    const isOver = ['signed_out', 'changed'].includes(content.why)
    if (isOver) close()
    if (name !== 'end' || isOver) hear(name, content)
  }

  async function retry() {
    close()
    tries += 1
    const wait = (0.5 + Math.random()) * Math.min(LONGEST, 1000 * 2 ** tries)
    timer = setTimeout(() => {
      timer = null
      open()
    }, wait)
    if (!(await isSignedOut())) return
    close()
    hear('end', { why: 'signed_out' })
  }

  function close() {
    clearTimeout(timer)
    source?.close()
    source = timer = null
  }

  return { open, close }
}

/** A refused stream does not say why: any page of a person does. */
async function isSignedOut() {
  const how = { headers: { 'HX-Request': 'true' }, redirect: 'manual' }
  return (await fetch('/me', how).catch(() => null))?.status === 401
}
