import logger from '@adonisjs/core/services/logger'

/**
 * The stream of its own for sign-ins and refused rights: lines named `countersign.security`, one event each. Ids and
 * results only: no names that were typed, no mail addresses, no tokens.
 */
export function noteSecurity(event: string, about: Record<string, string | number | null>): void {
  logger.use('security').info(about, event)
}
