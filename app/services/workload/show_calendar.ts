import type { DateTime } from 'luxon'
import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import {
  calendarDays,
  calendarTitle,
  calendarWays,
  type CalendarQuestion,
} from '#services/workload/calendar_days'
import { describeDay, type DayParts } from '#services/workload/describe_day'
import { describeOverlap } from '#services/workload/describe_overlap'
import { findOverlaps, type Overlap } from '#services/workload/find_overlaps'
import { findDue } from '#services/workload/find_due'
import { findPlanned, type FoundShoot } from '#services/workload/find_planned'
import { loadEntries, loadPeople } from '#services/workload/load_entries'
import { offerCalendar } from '#services/workload/offer_calendar'

/** As many of each kind stand in one day; how many more there are stands below them, with where to find them. */
const MOST = { month: [3, 2], week: [10, 8], day: [100, 100] } as const

/** As many clashes are told one by one. */
const MOST_CLASHES = 8

/**
 * What is planned and due in the days of a calendar, and who is planned for two things at once; only of tickets that this
 * person may see. The number of queries depends on nothing.
 */
export async function showCalendar(question: CalendarQuestion, viewer: User, words: Words) {
  const { i18n, times } = words
  const { kind, department, person } = question
  const days = calendarDays(question, times.zone)
  const asked = { from: days[0].toJSDate(), to: days.at(-1)!.plus({ days: 1 }).toJSDate() }
  const planned = kind === 'deadlines' ? [] : await findPlanned(viewer, asked)
  const due = kind === 'shoots' ? [] : await findDue(viewer, { ...asked, department, person })
  // Somebody's clash may be with work that the filters leave out.
  const overlaps = overlapsOf(planned, person)
  const shoots = planned.filter((one) => isAsked(one, question))
  const shown = new Set(shoots.map(({ id }) => id))
  const clashes = overlaps.filter(({ ids }) => ids.some((id) => shown.has(id)))
  const clashing = new Set(clashes.flatMap(({ ids }) => ids))
  const [mostShoots, mostDue] = MOST[question.view]
  const parts = days.map((day) => partsOf(day, { shoots, due, clashing, most: mostShoots }))
  const told = clashes.slice(0, MOST_CLASHES)
  const ids = [
    ...parts.flatMap((day) => day.shoots.slice(0, mostShoots).map(({ id }) => id)),
    ...parts.flatMap((day) => day.due.slice(0, mostDue).map(({ id }) => id)),
    ...told.flatMap((clash) => clash.ids),
  ]
  const tickets = await loadEntries([...new Set(ids)], viewer)
  const people = await loadPeople([
    ...shoots.filter(({ id }) => tickets.has(id)).flatMap((one) => one.people),
    ...told.map(({ personId }) => personId),
    ...[...tickets.values()].flatMap(({ assigneeId }) => assigneeId ?? []),
  ])
  const look = { question, tickets, people, most: MOST[question.view], words }
  const byId = new Map(planned.map((one) => [one.id, one]))
  return {
    question,
    title: calendarTitle(question, times.zone, i18n),
    ways: calendarWays(question, times.zone, i18n),
    filters: await offerCalendar(i18n),
    days: parts.map((day) => describeDay(day, look)),
    isEmpty: parts.every((day) => day.shoots.length + day.due.length === 0),
    clashes: told.map((clash) => describeOverlap(clash, byId, look)),
    moreClashes: clashes.length - told.length,
  }
}

function overlapsOf(planned: FoundShoot[], person: number | undefined): Overlap[] {
  const open = planned.filter(({ isFinished }) => !isFinished)
  if (!person) return findOverlaps(open)
  return findOverlaps(open.filter(({ people }) => people.includes(person)).map(ofPerson))

  function ofPerson(one: FoundShoot): FoundShoot {
    return { ...one, people: [person!] }
  }
}

function isAsked(shoot: FoundShoot, { department, person }: CalendarQuestion): boolean {
  if (department && shoot.departmentId !== department) return false
  return !person || shoot.people.includes(person)
}

interface Found {
  shoots: FoundShoot[]
  due: { id: number; at: number }[]
  clashing: Set<number>
  /** As many planned times find a place in a day. */
  most: number
}

/** What falls into a day: of what is planned, all that reaches into it; clashes first, where not all find a place. */
function partsOf(day: DateTime, { shoots, due, clashing, most }: Found): DayParts {
  const [start, end] = [day.toMillis(), day.plus({ days: 1 }).toMillis()]
  const here = shoots
    .filter((one) => one.start < end && one.end > start)
    .map((one) => ({ ...one, isClash: clashing.has(one.id) }))
    .sort((a, b) => a.start - b.start || a.id - b.id)
  if (here.length > most) here.sort((a, b) => Number(b.isClash) - Number(a.isClash))
  return { day, shoots: here, due: due.filter(({ at }) => at >= start && at < end) }
}
