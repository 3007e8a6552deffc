import { DateTime } from 'luxon'
import User from '#models/user'
import clock from '#services/clock'
import { endViewing, type WhyOver } from '#services/viewing/end_viewings'

/** Minutes after which the desk is one's own again. */
export const LONGEST_VIEWING = 60

/** An admin who views the desk as another person. */
export interface Viewing {
  /** The admin himself. */
  by: User
  until: DateTime
}

/** What the row of a session says of it. */
export interface Viewed {
  sessionId: number
  personId: number
  since: Date
}

/**
 * As whom a session that views the desk as another person sees it now, in one query. A view that may not go on ends here.
 * @returns null when it is over: the admin is himself again
 */
export async function seeAs(
  admin: User,
  { sessionId, personId, since }: Viewed
): Promise<{ person: User; viewing: Viewing } | null> {
  const person = await User.asActor(personId)
  const until = DateTime.fromJSDate(since).plus({ minutes: LONGEST_VIEWING })
  const why = whyOver(admin, person, until)
  if (!why) return { person: person!, viewing: { by: admin, until } }
  await endViewing((sessions) => sessions.where('id', sessionId), why)
  return null
}

function whyOver(admin: User, person: User | null, until: DateTime): WhyOver | null {
  if (!admin.isAdmin) return 'rights_lost'
  if (!person?.isActive || person.adminLockedAt || person.isAdmin) return 'person_changed'
  return until <= clock.now() ? 'time' : null
}
