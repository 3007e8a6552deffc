import type { DateTime } from 'luxon'
import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import clock from '#services/clock'
import { addressWith } from '#services/lists/address_with'
import { calendarAddress, type CalendarQuestion } from '#services/workload/calendar_days'
import type { Overlap } from '#services/workload/find_overlaps'
import type { FoundShoot } from '#services/workload/find_planned'
import type { EntryTicket } from '#services/workload/load_entries'

/** What falls into a day, before it is put into words. */
export interface DayParts {
  day: DateTime
  shoots: (FoundShoot & { isClash: boolean })[]
  due: { id: number; at: number }[]
}

interface Look {
  question: CalendarQuestion
  tickets: Map<number, EntryTicket>
  people: Map<number, User>
  /** How many planned times and how many deadlines stand in a day. */
  most: readonly [number, number]
  words: Words
}

/** A day of a calendar in words. */
export function describeDay({ day, shoots, due }: DayParts, look: Look) {
  const { question, most, words } = look
  const { i18n } = words
  const local = day.setLocale(i18n.locale)
  const date = day.toISODate()!
  const more = (key: string, count: number) => i18n.t(`workload.more.${key}`, { count })
  const [moreShoots, moreDue] = [shoots.length - most[0], due.length - most[1]]
  return {
    date,
    number: day.day,
    name: local.toFormat('cccc d LLLL yyyy'),
    short: local.toFormat('ccc d LLL'),
    weekday: local.toFormat('ccc'),
    isToday: date === clock.now().setZone(day.zone).toISODate(),
    isOutside: question.view === 'month' && !date.startsWith(question.date.slice(0, 7)),
    isEmpty: shoots.length + due.length === 0,
    href: calendarAddress(question, { view: 'day', date }),
    shoots: shoots.slice(0, most[0]).flatMap((one) => describeShoot(one, day, look)),
    due: due.slice(0, most[1]).flatMap((one) => describeDue(one, look)),
    moreShoots: moreShoots > 0 ? more('shoots', moreShoots) : null,
    moreDue: moreDue > 0 ? more('deadlines', moreDue) : null,
    dueHref: addressWith('/tickets', {
      tab: 'open',
      handling: question.department,
      assignee: question.person,
      due_from: date,
      due_to: date,
      is: ['unscheduled'],
    }),
  }
}

function describeShoot(shoot: DayParts['shoots'][number], day: DateTime, look: Look) {
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

function describeDue({ id, at }: { id: number; at: number }, look: Look) {
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

const asEntry = ({ id, title, typeName, icon }: EntryTicket) => ({
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

/** Who is planned for which two tickets at once, and when they overlap. */
export function describeOverlap(
  { personId, ids }: Overlap,
  planned: Map<number, FoundShoot>,
  look: Look
) {
  const [one, other] = ids.map((id) => planned.get(id)!)
  const { times, i18n } = look.words
  const [from, to] = [Math.max(one.start, other.start), Math.min(one.end, other.end)]
  return {
    name: look.people.get(personId)?.fullName ?? i18n.t('workload.somebody'),
    when: i18n.t('workload.clash.when', {
      from: times.moment(new Date(from)),
      to: times.hour(new Date(to)),
    }),
    tickets: ids.flatMap((id) => {
      const ticket = look.tickets.get(id)
      return ticket ? [asEntry(ticket)] : []
    }),
  }
}
