import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type KnownDevice from '#models/known_device'
import type User from '#models/user'
import clock from '#services/clock'

export const MISSES = 3
export const LOCK_MINUTES = 30

/**
 * Is this account shut for a password sign-in through this door? A known device has a count of its own; an admin's lock
 * shuts every door.
 */
export function isLockedFor(user: User, device: KnownDevice | null): boolean {
  return user.adminLockedAt !== null || isFuture((device ?? user).lockedUntil)
}

/** True while wrong passwords or an admin keep the account shut for unknown devices. */
export function isLocked(user: Pick<User, 'adminLockedAt' | 'lockedUntil'>): boolean {
  return user.adminLockedAt !== null || isFuture(user.lockedUntil)
}

/**
 * Counts a wrong password; the third in a row shuts the door for thirty minutes. One statement, so that parallel tries
 * count each.
 * @returns true when this one shut it
 */
export async function countMiss(
  client: QueryClientContract,
  user: User,
  device: KnownDevice | null
): Promise<boolean> {
  const { rows } = await client.rawQuery(
    `update ${device ? 'known_devices' : 'users'} set
       failed_logins = case when locked_until <= :now then 1 else failed_logins + 1 end,
       locked_until = case
         when locked_until > :now then locked_until
         when locked_until is null and failed_logins + 1 >= :misses then :until::timestamptz
       end
     where id = :id
     returning failed_logins`,
    { ...instants(), misses: MISSES, id: (device ?? user).id }
  )
  return rows[0]?.failed_logins === MISSES
}

/**
 * Begins the count anew after the right password, unless the door was shut while it was compared: of many parallel
 * tries only those count that came before the third miss.
 * @returns false when it was shut meanwhile
 */
export async function clearMisses(user: User, device: KnownDevice | null): Promise<boolean> {
  const { rows } = await db.rawQuery(
    `update ${device ? 'known_devices' : 'users'} set failed_logins = 0, locked_until = null
     where id = :id and (locked_until is null or locked_until <= :now)
     returning id`,
    { now: instants().now, id: (device ?? user).id }
  )
  return rows.length > 0
}

function isFuture(time: DateTime | null): boolean {
  return time !== null && time > clock.now()
}

function instants() {
  const now = clock.now()
  return { now: now.toJSDate(), until: now.plus({ minutes: LOCK_MINUTES }).toJSDate() }
}
