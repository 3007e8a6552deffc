import env from '#start/env'
import { SESSION_COOKIE } from '#services/accounts/session_guard'
import { PASSWORD } from '#tests/support/people'
import type User from '#models/user'

export interface Answer {
  status: number
  headers: Headers
  /** Where a redirect leads, without the host. */
  location: string | null
  text: string
  json: () => any
}

export type Fields = Record<string, string | number | (string | number)[]> | FormData

/** The address of the server under test. */
export const baseUrl = () => `http://${env.get('HOST')}:${env.get('PORT')}`

/** The lightest page with a token that everybody may open, in production too. */
const LIGHT = '/certificates/verify'

/** By server: somebody who has opened that page and nothing else. */
const lookers = new Map<string, Visitor>()

/**
 * A person at a browser without JavaScript: keeps cookies, sends forms with the CSRF token of a page he has seen, does
 * not follow redirects. Real HTTP against the real server.
 */
export class Visitor {
  #cookies = new Map<string, string>()
  #token: string | null = null

  /** @param base the server to talk to; the one of this process unless said otherwise */
  constructor(readonly base: string = baseUrl()) {}

  /** Opens a page; `headers` may say that htmx asks. */
  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send('GET', path, { headers })
  }

  /** Sends a form. The CSRF token is fetched first when this visitor has none yet. */
  async post(path: string, fields: Fields = {}, headers: Record<string, string> = {}) {
    const body = fields instanceof FormData ? fields : encode(fields)
    body.set('_csrf', await this.csrfToken())
    return this.#send('POST', path, { body, headers: { origin: this.base, ...headers } })
  }

  /** Reads a file as it is. */
  async bytes(path: string): Promise<ArrayBuffer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, baseUrl()), { headers: { cookie } })
    return response.arrayBuffer()
  }

  /** Sends a form and keeps the file that comes back as it is. */
  async download(path: string, fields: Fields = {}): Promise<Buffer> {
    const body = fields instanceof FormData ? fields : encode(fields)
    body.set('_csrf', await this.csrfToken())
    const headers = { origin: this.base, cookie: this.cookies() }
    const response = await fetch(new URL(path, this.base), { method: 'POST', body, headers })
    return Buffer.from(await response.arrayBuffer())
  }

  /** Sends a body as it is, without a token: for tests of the guards. */
  async raw(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    return this.#send(method, path, init)
  }

  /** A browser without the cookie of that page takes over what one holds that has opened it. */
  async csrfToken(): Promise<string> {
    const isNew = [...this.#cookies.keys()].every((name) => name === SESSION_COOKIE)
    if (!this.#token && isNew) this.#takeOver(await lookerAt(this.base))
    if (!this.#token) await this.get(LIGHT)
    return this.#token ?? ''
  }

  #takeOver(looker: Visitor) {
    this.#token = looker.#token
    for (const [name, value] of looker.#cookies) this.#cookies.set(name, value)
  }

  /** Signs in through the form. */
  async signIn(user: Pick<User, 'username'>, password = PASSWORD): Promise<Answer> {
    return this.post('/login', { name: user.username, password })
  }

  has(cookie: string): boolean {
    return this.#cookies.has(cookie)
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  /** The header that its browser would send. */
  cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value)
  }

  async #send(method: string, path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers)
    // What is packed would be unpacked a moment later, here; compression has its own tests.
    if (!headers.has('accept-encoding')) headers.set('accept-encoding', 'identity')
    if (this.#cookies.size > 0) headers.set('cookie', this.cookies())
    const response = await fetch(new URL(path, this.base), {
      ...init,
      method,
      headers,
      redirect: 'manual',
    })
    this.#keep(response.headers.getSetCookie())
    const text = await response.text()
    this.#token = text.match(/name="csrf-token" content="([^"]+)"/)?.[1] ?? this.#token
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location'),
      text,
      json: () => JSON.parse(text),
    }
  }

  #keep(cookies: string[]) {
    for (const cookie of cookies) {
      const [pair, ...attributes] = cookie.split('; ')
      const at = pair.indexOf('=')
      const isGone = attributes.some((attribute) =>
        /^(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute)
      )
      if (isGone) this.#cookies.delete(pair.slice(0, at))
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}

/**
 * A visitor who is signed in as this person (through a session row, without the sign-in form).
 * @param base the server to talk to; the one of this process unless said otherwise
 */
export async function visit(user: User, base?: string): Promise<Visitor> {
  const { openSessionFor } = await import('#tests/support/sessions')
  const visitor = new Visitor(base)
  visitor.setCookie(SESSION_COOKIE, await openSessionFor(user))
  return visitor
}

async function lookerAt(base: string): Promise<Visitor> {
  const looker = lookers.get(base) ?? new Visitor(base)
  if (!lookers.has(base)) {
    const { status } = await looker.get(LIGHT)
    if (status === 200) lookers.set(base, looker)
  }
  return looker
}

function encode(fields: Record<string, string | number | (string | number)[]>): URLSearchParams {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) body.append(name, String(one))
  }
  return body
}
