import { createHmac, timingSafeEqual } from 'node:crypto'
import { appUrl } from '#config/app'
import env from '#start/env'

export const END_PATH = '/subscriptions/'
const PURPOSE = 'countersign.subscription.1'
const SHAPE = /^([1-9]\d{0,8})-([\w-]{43})$/

/**
 * The address that ends one subscription without signing in. It is signed, not stored: it stands in every mail of the
 * subscription, works in each of them, and can do nothing else.
 */
export function endAddress(id: number): string {
  return `${appUrl}${END_PATH}${id}-${sign(id)}`
}

/** @returns the number of the subscription; null for a token that the desk never wrote */
export function readEndToken(token: string): number | null {
  const match = SHAPE.exec(token)
  if (!match) return null
  const id = Number(match[1])
  return timingSafeEqual(Buffer.from(match[2]), Buffer.from(sign(id))) ? id : null
}

function sign(id: number): string {
  return createHmac('sha256', env.get('APP_KEY').release())
    .update(`${PURPOSE}\0${id}`)
    .digest('base64url')
}
