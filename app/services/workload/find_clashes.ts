import type { DateTime } from 'luxon'
import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { findOverlaps, WITHOUT_END } from '#services/workload/find_overlaps'
import { findPlanned, type FoundShoot } from '#services/workload/find_planned'
import { loadEntries, loadPeople } from '#services/workload/load_entries'

/** Who is to be where and when, for one ticket. */
export interface PlanAsked {
  ticketId: number
  people: number[]
  start: DateTime | null
  end: DateTime | null
}

/** Somebody who is planned for something else at that time. */
export interface Clash {
  personId: number
  other: FoundShoot
}

/**
 * Who of these people is planned for something else at that time, as far as the viewer may see those tickets; what is
 * finished does not count.
 * @param client a transaction, where it must hold with what follows
 */
export async function findClashes(
  { ticketId, people, start, end }: PlanAsked,
  viewer: User,
  client?: any
): Promise<Clash[]> {
  if (!start || people.length === 0) return []
  const from = start.toMillis()
  const until = Math.max(end?.toMillis() ?? from + WITHOUT_END, from + 60_000)
  const found = await findPlanned(viewer, { from: new Date(from), to: new Date(until) }, client)
  const others = found.filter(({ id, isFinished }) => id !== ticketId && !isFinished)
  const mine = { id: ticketId, start: from, end: until, people }
  const byId = new Map(others.map((one) => [one.id, one]))
  return findOverlaps([mine, ...others]).flatMap(({ personId, ids }) => {
    if (!ids.includes(ticketId)) return []
    return [{ personId, other: byId.get(ids.find((id) => id !== ticketId)!)! }]
  })
}

/** What a form sends back of a clash that it showed. */
export const clashKey = ({ personId, other }: Clash) => `${personId}-${other.id}`

/** The same in words: who, on which ticket, when. */
export async function describeClashes(clashes: Clash[], viewer: User, { i18n, times }: Words) {
  const tickets = await loadEntries([...new Set(clashes.map(({ other }) => other.id))], viewer)
  const people = await loadPeople(clashes.map(({ personId }) => personId))
  return clashes.flatMap(({ personId, other }) => {
    const ticket = tickets.get(other.id)
    if (!ticket) return []
    return {
      key: clashKey({ personId, other }),
      name: people.get(personId)?.fullName ?? i18n.t('workload.somebody'),
      when: i18n.t('workload.clash.when', {
        from: times.moment(new Date(other.start)),
        to: times.hour(new Date(other.end)),
      }),
      href: `/tickets/${other.id}`,
      label: `#${other.id} ${ticket.title}`,
    }
  })
}
