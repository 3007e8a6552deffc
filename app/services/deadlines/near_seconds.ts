/** The least that is left when a deadline is said to be near. */
const LEAST = 30 * 60

/**
 * How much of a given working time is left when its end is near: a fifth, 30 minutes at least; of less than an hour the
 * half, or the warning would come with the ticket.
 */
export function nearSeconds(given: number): number {
  return Math.min(Math.max(given * 0.2, LEAST), given / 2)
}
