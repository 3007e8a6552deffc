import type { Infer } from '@vinejs/vine/types'
import type User from '#models/user'
import { addressWith } from '#services/lists/address_with'
import type { activityFilter } from '#validators/activities'

/** What /activity is asked for: filters, and where the page begins. */
export type ActivityQuestion = Infer<typeof activityFilter>

/** Rows on one page. */
export const ACTIVITY_PAGE = 50

/** Where a page begins: the time and id of an activity, as texts of the database, exact to the microsecond. */
export interface Position {
  id: number
  at: string
}

export interface ActivitiesAsked {
  question: ActivityQuestion
  viewer: User
  zone: string
  position: Position | null
  /** Towards older ones; false for a page before a position. */
  isFalling: boolean
}

/** The address of a page of activities that differs from this one; it begins anew unless the change says where. */
export function activityAddress(
  { after, before, ...kept }: ActivityQuestion,
  change: Partial<ActivityQuestion> = {}
): string {
  return addressWith('/activity', { ...kept, ...change })
}
