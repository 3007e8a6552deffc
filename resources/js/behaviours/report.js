/* Tells the desk of errors in its own scripts: what and where, never what stands on the page. Ten a page at most. */
let left = 10

function report(message, source) {
  if (left === 0) return
  left -= 1
  const path = source ? new URL(source, location.href).pathname : location.pathname
  const text = JSON.stringify({ message: String(message).slice(0, 200), 'source-file': path })
  navigator.sendBeacon('/reports/browser', new Blob([text], { type: 'application/json' }))
}

addEventListener('error', (event) => report(event.message, event.filename))
addEventListener('unhandledrejection', (event) => report(event.reason?.message ?? event.reason))
