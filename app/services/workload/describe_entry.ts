import type { DateTime } from 'luxon'
import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import clock from '#services/clock'
import type { CalendarQuestion } from '#services/workload/calendar_days'
import type { FoundShoot } from '#services/workload/find_planned'
import type { EntryTicket } from '#services/workload/load_entries'

/** What entries are put into words with. */
export interface Look {
  question: CalendarQuestion
  tickets: Map<number, EntryTicket>
  people: Map<number, User>
  /** How many planned times and how many deadlines stand in a day. */
  most: readonly [number, number]
  words: Words
}

/** Something planned, as it stands in a day; nothing for a ticket that is not there any more. */
export function describeShoot(shoot: FoundShoot & { isClash: boolean }, day: DateTime, look: Look) {
  const ticket = look.tickets.get(shoot.id)
  if (!ticket) return []
  const { i18n } = look.words
  const people = peopleOf(shoot.people, look)
  return [
    {
      ...asEntry(ticket),
      time: spanWords(shoot, day, look.words),
      people,
      who: people.map(({ fullName }) => fullName).join(', ') || i18n.t('workload.nobody'),
      isClash: shoot.isClash,
      state: shoot.isFinished ? 'over' : shoot.isProposed ? 'proposed' : 'planned',
    },
  ]
}

/** A deadline, as it stands in a day. */
export function describeDue({ id, at }: { id: number; at: number }, look: Look) {
  const ticket = look.tickets.get(id)
  if (!ticket) return []
  const { times, i18n } = look.words
  const people = peopleOf(ticket.assigneeId ? [ticket.assigneeId] : [], look)
  return [
    {
      ...asEntry(ticket),
      time: times.hour(new Date(at)),
      people,
      who: people[0]?.fullName ?? i18n.t('workload.nobody'),
      isLate: at < clock.now().toMillis(),
    },
  ]
}

/** A ticket as a calendar names it. */
export const asEntry = ({ id, title, typeName, icon }: EntryTicket) => ({
  id,
  title,
  typeName,
  icon,
  href: `/tickets/${id}`,
})

const peopleOf = (ids: number[], { people }: Look) => ids.flatMap((id) => people.get(id) ?? [])

/** "10:00–12:00" on its day; of several days "from 10:00", "all day", "until 12:00". */
function spanWords(shoot: FoundShoot, day: DateTime, { i18n, times }: Words): string {
  const [start, end] = [new Date(shoot.start), new Date(shoot.end)]
  const startsHere = shoot.start >= day.toMillis()
  const endsHere = shoot.end <= day.plus({ days: 1 }).toMillis()
  const from = times.hour(start)
  if (startsHere && shoot.isOpenEnded) return i18n.t('workload.span.from', { from })
  const to = times.hour(end)
  if (startsHere && endsHere) return from === to ? from : `${from}–${to}`
  if (startsHere) return i18n.t('workload.span.from', { from })
  return i18n.t(endsHere ? 'workload.span.until' : 'workload.span.all_day', { to })
}
