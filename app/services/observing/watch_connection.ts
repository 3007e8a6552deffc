import type { Socket } from 'node:net'
import { greetingOfDesk } from '#services/rights/desk_role'

/** The part of pg's client (8.x, lib/client.js) that the watch looks at. */
interface Connection {
  _activeQuery?: unknown
  connection: { stream: Socket }
}

/**
 * Milliseconds in which a living server says at least something: it ends statements itself after 5 s
 * (config/database.ts).
 */
export const LONGEST_SILENCE = 8_000

let isPatient = false

/**
 * From now on this process lets every new connection of its own think as long as it likes: a command that an operator
 * started and watches, such as a migration of millions of rows. Waits for locks stay short.
 * @returns what ends it, for connections to come
 */
export function bePatient(): () => void {
  isPatient = true
  return () => {
    isPatient = false
  }
}

/** What a new connection is told first, in SQL; null for nothing. */
export function greetingOfConnection(): string | null {
  return isPatient ? 'set statement_timeout = 0' : greetingOfDesk()
}

/**
 * Gives a connection up on which a question stays without any answer: the server is frozen or the network swallows
 * everything, and no error will ever come. Cutting it ends its transaction too, so that nothing half done goes back into
 * the pool, as it would with a timer on the query alone.
 */
export function watchConnection(client: Connection): void {
  if (isPatient) return
  const { stream } = client.connection
  stream.setTimeout(LONGEST_SILENCE, () => {
    if (!client._activeQuery) return
    stream.destroy(Object.assign(new Error('The database does not answer.'), { code: 'ETIMEDOUT' }))
  })
}

/** Lets one connection think as long as it likes: bulk work that an operator watches himself. */
export function waitPatiently(client: Connection): void {
  client.connection.stream.setTimeout(0)
}
