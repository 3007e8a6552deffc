import type { DateTime } from 'luxon'
import type User from '#models/user'
import { demoRequests } from '#database/demo/requests'
import { chanceFrom, type Chance } from '#services/demo/chance'
import { atDesk } from '#services/demo/office_hours'
import type { DemoDesk, Story } from '#services/demo/story'
import type { Priority } from '#workflows/workflow'

/** The days that the demo organisation has lived through. */
export const DAYS = 90

const TYPES = {
  ads: 26,
  website_banner: 20,
  socmed_posting: 24,
  telegram_channel: 8,
  photoshoot: 6,
  videoshoot: 4,
  live_production: 4,
  other_creative: 8,
}
const ASKERS = {
  'Marketing': 46,
  'Sales': 14,
  'Customer Care': 12,
  'Operations': 10,
  'HR': 7,
  'Finance': 4,
  'IT': 4,
  'Creative': 3,
}
const PRIORITIES: Record<Priority, number> = { low: 18, medium: 48, high: 26, urgent: 8 }
/** Fast people for what is urgent. */
const PACES: Record<Priority, number> = { low: 1.5, medium: 1, high: 0.5, urgent: 0.12 }

export interface PlannedStory {
  story: Story
  at: DateTime
}

/**
 * Who asks for what and when: spread over ninety days, more of it in the last two weeks. Some of the young ones stop on
 * the way, so that every status has its tickets today.
 */
export function planStories(desk: DemoDesk, count: number, end: DateTime): PlannedStory[] {
  const chance = chanceFrom(20_25)
  const moments = Array.from({ length: count }, () => {
    const isYoung = chance.percent(34)
    const daysAgo = isYoung ? chance.between(0.05, 12) : chance.between(9, DAYS - 1)
    return atDesk(end.minus({ days: daysAgo }), desk.zone)
  })
  const asked = new Map<string, number>()
  return moments
    .filter((at) => at < end)
    .sort((one, other) => one.toMillis() - other.toMillis())
    .map((at, index) => {
      const daysAgo = end.diff(at, 'days').days
      return { story: planStory(desk, chance, { index, daysAgo, week: at.weekNumber, asked }), at }
    })
}

interface Occasion {
  index: number
  daysAgo: number
  week: number
  /** How often each request type was asked for: what is asked for goes round. */
  asked: Map<string, number>
}

function planStory(
  desk: DemoDesk,
  chance: Chance,
  { index, daysAgo, week, asked }: Occasion
): Story {
  const key = chance.weighted(TYPES)
  const type = desk.types.find((one) => one.key === key) ?? desk.types[0]
  const requests = demoRequests[type.key] ?? demoRequests.other_creative
  const turn = asked.get(type.key) ?? 0
  asked.set(type.key, turn + 1)
  const { title, brief, format } = requests[turn % requests.length]
  const priority = chance.weighted(PRIORITIES)
  return {
    desk,
    chance: chanceFrom(7919 * (index + 1)),
    type,
    title: `${title}${occasion(chance, week)}`,
    brief,
    format: format ?? null,
    priority,
    requester: askerOf(desk, chance),
    pace: PACES[priority] * chance.between(0.6, 1.5),
    stopsAt: daysAgo < 10 ? stop(chance) : null,
  }
}

/** The same thing is asked for again, for another week, place or round. */
function occasion(chance: Chance, week: number): string {
  if (chance.percent(30)) return ''
  return chance.pick([
    `, week ${week}`,
    `, week ${week}`,
    ', Cebu',
    ', Davao',
    ', second set',
    ' for the app',
  ])
}

/** Managers ask for less than their people. */
function askerOf(desk: DemoDesk, chance: Chance): User {
  const department = desk.people.byDepartment.get(chance.weighted(ASKERS))!
  const members = department.filter((one) => one.role === 'member')
  return chance.pick(chance.percent(82) ? members : department)
}

function stop(chance: Chance): Story['stopsAt'] {
  const where = chance.weighted({
    asked: 12,
    half: 12,
    approved: 12,
    work: 22,
    completed: 8,
    none: 34,
  })
  return where === 'none' ? null : where
}
