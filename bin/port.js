import { createServer } from 'node:net'

/**
 * @param {string} host
 * @param {number} port 0: any free one
 * @returns {Promise<number>} the port, free a moment ago
 * @throws with a sentence when the address cannot be used
 */
export function probePort(host, port) {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Error(explain(error.code, host, port) ?? error.message))
    )
    server.listen({ host, port, exclusive: true }, () => {
      const { port: found } = /** @type {import('node:net').AddressInfo} */ (server.address())
      server.close(() => resolve(found))
    })
  })
}

/** @param {string | undefined} code @param {string} host @param {number} port */
function explain(code, host, port) {
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is in use: stop the program that has it (perhaps Countersign runs already), or choose another with PORT=${port + 1}.`
  }
  if (code === 'EACCES') {
    return `Port ${port} may only be used by root: choose one above 1023 with PORT=3333 and put a reverse proxy in front.`
  }
  if (code === 'EADDRNOTAVAIL')
    return `HOST ${host} is no address of this machine: give 127.0.0.1 or 0.0.0.0.`
  if (code === 'ENOTFOUND') return `HOST ${host} is not known: give 127.0.0.1 or 0.0.0.0.`
  return null
}
