import type { DateTime } from 'luxon'
import clock from '#services/clock'

/** Whether checks are still waited for, by the moment until which a ticket waits for them. */
export function isAwaited(until: DateTime | null): boolean {
  return until !== null && until > clock.now()
}
