import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'

/** Longest time for what is at work: below the seven seconds after which the supervisor kills. */
const PATIENCE = 6_000
const LOOK = 50

/**
 * A server that can end while people are at it: `server.close()` alone goes on serving kept connections for as long as
 * their clients ask (seen with Node 24: an exit after 40 s of load), and leaves idle ones to their timeout.
 */
export class DrainingServer {
  #server: Server | null = null
  #isEnding = false

  create(options: ServerOptions, handler: RequestListener): Server {
    this.#server = createServer(options, (request, response) => {
      if (this.#isEnding) response.setHeader('connection', 'close')
      return handler(request, response)
    })
    return this.#server
  }

  /** From now on each connection ends with its answer. Whoever closes the server waits for no more than six seconds. */
  begin(): void {
    if (this.#isEnding) return
    this.#isEnding = true
    setInterval(() => this.#server?.closeIdleConnections(), LOOK).unref()
    setTimeout(() => this.#server?.closeAllConnections(), PATIENCE).unref()
  }
}
