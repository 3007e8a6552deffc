import env from '#start/env'
import type User from '#models/user'

/**
 * The time zone in which a person reads and writes times, the same on pages, in mails and in chats: his own, else his
 * department's, else the house's.
 * @param person as `asActor` or the session finds him; null for nobody in particular
 */
export function zoneOf(person: Pick<User, 'timeZone' | 'homeZone'> | null): string {
  return person?.timeZone ?? person?.homeZone ?? env.get('TIME_ZONE')
}
