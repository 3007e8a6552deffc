import type { DateTime } from 'luxon'
import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { WITHOUT_END } from '#services/workload/find_overlaps'
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

/** As many are named of one person, so that a form can show all that it has to send back (validators/ticket_moves.ts). */
export const MOST_OF_ONE = 3

/**
 * Who of these people is planned for something else at that time, as far as the viewer may see those tickets; what is
 * finished does not count. Of each the first few.
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
  const counts = new Map(people.map((id) => [id, 0]))
  // What is found reaches into that time: whoever is named in both is there twice.
  return found
    .filter(({ id, isFinished }) => id !== ticketId && !isFinished)
    .filter((other) => other.start < until && other.end > from)
    .sort((a, b) => a.start - b.start || a.id - b.id)
    .flatMap((other) =>
      [...new Set(other.people)].filter(isFirst).map((personId) => ({ personId, other }))
    )

  function isFirst(id: number): boolean {
    const count = counts.get(id) ?? MOST_OF_ONE
    counts.set(id, count + 1)
    return count < MOST_OF_ONE
  }
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
