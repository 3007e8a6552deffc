import { createHub } from './hub.js'

/* One for the whole browser (SharedWorker): the tabs talk to it by ports, it alone holds the stream. */
const ports = new Map()
const hub = createHub((id, message) => ports.get(id)?.postMessage(message), globalThis.name)

addEventListener('connect', ({ ports: [port] }) => {
  const id = crypto.getRandomValues(new Uint32Array(2)).join('-')
  ports.set(id, port)
  port.addEventListener('message', ({ data }) => {
    if (data.left) leave(id)
    else hub.hear(id, data)
    if (data.lock) watch(id, data.lock)
  })
  port.start()
})

function leave(id) {
  ports.delete(id)
  hub.leave(id)
}

/** A tab holds its lock as long as it lives, so one that crashed is noticed too. */
function watch(id, lock) {
  navigator.locks?.request(lock, () => leave(id))
}
