import { createHash } from 'node:crypto'
import limiter from '@adonisjs/limiter/services/main'

/** How many tries an address and an account have, and in how long. */
const LIMITS = {
  sign_in: { address: 40, account: 12, duration: '15 mins' },
  register: { address: 60, account: 60, duration: '1 hour' },
  forgotten: { address: 20, account: 3, duration: '1 hour' },
  token: { address: 30, account: 30, duration: '1 hour' },
  rating_link: { address: 30, account: 30, duration: '1 hour' },
  report_link: { address: 30, account: 30, duration: '1 hour' },
  decision_link: { address: 30, account: 30, duration: '1 hour' },
  guest_link: { address: 60, account: 60, duration: '1 hour' },
  guest_name: { address: 30, account: 60, duration: '1 hour' },
  guest_words: { address: 200, account: 300, duration: '15 mins' },
  certificate: { address: 120, account: 120, duration: '15 mins' },
  export: { address: 200, account: 60, duration: '15 mins' },
  calendar_feed: { address: 1200, account: 120, duration: '1 hour' },
  search: { address: 1200, account: 300, duration: '1 min' },
  own_password: { address: 40, account: 10, duration: '15 mins' },
} as const

export type Limited = keyof typeof LIMITS

/** Who tries: the client's address, and the account or name that is tried (known or not, it counts alike). */
export interface Tried {
  address: string
  account?: string
}

/**
 * Counts one try for the address and one for the account, across processes.
 * @throws E_TOO_MANY_REQUESTS (429 with Retry-After) when one of them has none left
 */
export async function limitTries(kind: Limited, tried: Tried): Promise<void> {
  await of(kind, tried).consume()
}

/** Gives a try back: it succeeded, and only failures shall count. */
export async function forgiveTry(kind: Limited, tried: Tried): Promise<void> {
  await of(kind, tried).decrement()
}

function of(kind: Limited, { address, account }: Tried) {
  const { duration, ...limits } = LIMITS[kind]
  const keys = [{ key: `${kind}:address:${address}`, requests: limits.address as number, duration }]
  if (account !== undefined) {
    keys.push({ key: `${kind}:account:${digest(account)}`, requests: limits.account, duration })
  }
  return limiter.multi(keys)
}

function digest(account: string): string {
  return createHash('sha256').update(account.toLowerCase()).digest('base64url')
}
