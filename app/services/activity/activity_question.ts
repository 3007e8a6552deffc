import type { Infer } from '@vinejs/vine/types'
import type User from '#models/user'
import { addressWith } from '#services/lists/address_with'
import type { activityFilter } from '#validators/activities'

/** What /activity is asked for: filters, and where the page begins. */
export type ActivityQuestion = Infer<typeof activityFilter>

/** Rows on one page. */
export const ACTIVITY_PAGE = 50

/** Where a page begins: the time and id of an activity, exact to the microsecond. */
export interface Position {
  id: number
  at: string
}

/**
 * Reads a place in an address ("1763683200000000.12"): a time in microseconds and an id. Nothing is looked up, so that a
 * place tells nobody what is there.
 */
export function positionAt(place: string | undefined): Position | null {
  if (place === undefined) return null
  const [micros, id] = place.split('.').map(Number)
  const second = new Date(Math.floor(micros / 1_000_000) * 1000).toISOString().slice(0, 19)
  return { id, at: `${second}.${String(micros % 1_000_000).padStart(6, '0')}Z` }
}

export interface ActivitiesAsked {
  question: ActivityQuestion
  viewer: User
  zone: string
  position: Position | null
  /** Towards older ones; false for a page before a position. */
  isFalling: boolean
  /** Rows wanted, where it is no page. */
  size?: number
}

/** The address of a page of activities that differs from this one; it begins anew unless the change says where. */
export function activityAddress(
  { after, before, ...kept }: ActivityQuestion,
  change: Partial<ActivityQuestion> = {}
): string {
  return addressWith('/activity', { ...kept, ...change })
}
