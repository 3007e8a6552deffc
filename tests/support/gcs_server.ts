import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CRC32C } from '@google-cloud/storage'

/** As much of Google's JSON API as the desk asks of it, on loopback and without accounts. */
export class GcsServer {
  readonly bucket = 'desk-bucket'
  readonly objects = new Map<string, Buffer>()
  /** Answers everything with 500, or never, or cuts bodies in the middle. */
  fault: 'error' | 'hang' | 'cut' | null = null
  #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy())
  })

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get place() {
    const { port } = this.#server.address() as AddressInfo
    return { bucket: this.bucket, endpoint: `http://127.0.0.1:${port}`, patience: 200 }
  }

  async #serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, 'http://127.0.0.1')
    const body = Buffer.concat(await Array.fromAsync(request))
    if (this.fault === 'hang') return
    if (this.fault === 'error') return send(response, 500, { error: { code: 500, message: 'no' } })
    const [, key] = /\/o\/(.+)$/.exec(url.pathname) ?? []
    if (request.method === 'POST') return this.#store(request, url, body, response)
    if (!key) return this.#list(url, response)
    const name = decodeURIComponent(key)
    const found = this.objects.get(name)
    if (!found) {
      const message = `No such object: ${this.bucket}/${name}`
      return send(response, 404, { error: { code: 404, message } })
    }
    if (request.method === 'DELETE') {
      this.objects.delete(name)
      return response.writeHead(204).end()
    }
    if (url.searchParams.get('alt') !== 'media') return send(response, 200, this.#about(name))
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
    const [start, end] = range ? [Number(range[1]), Number(range[2])] : [0, found.length - 1]
    const part = found.subarray(start, end + 1)
    response.writeHead(range ? 206 : 200, { 'content-length': part.length })
    if (this.fault !== 'cut') return response.end(part)
    response.write(part.subarray(0, part.length / 2), () => response.destroy())
  }

  /** The body is one of two parts: what it is, and the bytes. */
  #store({ headers }: IncomingMessage, url: URL, body: Buffer, response: ServerResponse) {
    const [, boundary] = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '') ?? []
    const second = body.indexOf(`--${boundary}`, boundary.length)
    const start = body.indexOf('\r\n\r\n', second) + 4
    const end = body.lastIndexOf(`\r\n--${boundary}--`)
    const name = url.searchParams.get('name')!
    this.objects.set(name, body.subarray(start, end))
    send(response, 200, this.#about(name))
  }

  #list({ searchParams }: URL, response: ServerResponse) {
    const prefix = searchParams.get('prefix') ?? ''
    const names = [...this.objects.keys()].filter((name) => name.startsWith(prefix)).sort()
    send(response, 200, { items: names.map((name) => this.#about(name)) })
  }

  #about(name: string) {
    const bytes = this.objects.get(name)!
    const crc32c = new CRC32C()
    crc32c.update(bytes)
    return {
      ...{ name, bucket: this.bucket, etag: 'x', updated: new Date().toISOString() },
      ...{ size: String(bytes.length), crc32c: crc32c.toString() },
    }
  }
}

function send(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
