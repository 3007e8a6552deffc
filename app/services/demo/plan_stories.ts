import type { DateTime } from 'luxon'
import type User from '#models/user'
import type RequestType from '#models/request_type'
import { demoRequests } from '#database/demo/requests'
import { supportRequests } from '#database/demo/support_requests'
import { chanceFrom, type Chance } from '#services/demo/chance'
import { atDesk } from '#services/demo/office_hours'
import type { DemoDesk, Stop, Story } from '#services/demo/story'
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
/** Of a hundred requests so many go to the support desk. */
const SUPPORT_SHARE = 40
const SUPPORT_TYPES = {
  access_and_passwords: 16,
  laptops_and_phones: 12,
  network: 8,
  bug: 20,
  billing: 14,
  general: 8,
  feature_request: 6,
  support: 12,
  other_support: 4,
}
const SUPPORT_ASKERS = {
  'Marketing': 18,
  'Sales': 16,
  'Customer Care': 20,
  'Operations': 16,
  'HR': 8,
  'Finance': 8,
  'IT': 4,
  'Creative': 10,
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
  const isSupport = chance.percent(SUPPORT_SHARE)
  const key = isSupport ? chance.weighted(SUPPORT_TYPES) : chance.weighted(TYPES)
  const type = typeOf(desk, key, isSupport ? 'support' : 'creative')
  const turn = asked.get(type.key) ?? 0
  asked.set(type.key, turn + 1)
  const priority = chance.weighted(PRIORITIES)
  const requested = isSupport ? supportAsk(key, turn) : creativeAsk(type, turn)
  const when = isSupport && turn < supportRequests[key].length ? '' : occasion(chance, week)
  return {
    desk,
    chance: chanceFrom(7919 * (index + 1)),
    type,
    ...requested,
    title: `${requested.title}${isSupport && when ? `, week ${week}` : when}`,
    priority,
    requester: askerOf(desk, chance, isSupport ? SUPPORT_ASKERS : ASKERS),
    pace: PACES[priority] * chance.between(0.6, 1.5),
    stopsAt: daysAgo < 10 ? stop(chance, isSupport ? SUPPORT_STOPS : STOPS) : null,
  }
}

/** A desk may have retired the type: the next one of its workflow then. */
function typeOf(desk: DemoDesk, key: string, workflow: string): RequestType {
  const headings = new Set(desk.types.map(({ parentId }) => parentId))
  const open = desk.types.filter((one) => one.workflow === workflow && !headings.has(one.id))
  return open.find((one) => one.key === key) ?? open[0] ?? desk.types[0]
}

function creativeAsk(type: RequestType, turn: number) {
  const requests = demoRequests[type.key] ?? demoRequests.other_creative
  const { title, brief, format } = requests[turn % requests.length]
  return { title, brief, format: format ?? null }
}

function supportAsk(key: string, turn: number) {
  const requests = supportRequests[key]
  return { ...requests[turn % requests.length], format: null }
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
function askerOf(desk: DemoDesk, chance: Chance, askers: Record<string, number>): User {
  const department = desk.people.byDepartment.get(chance.weighted(askers))!
  const members = department.filter((one) => one.role === 'member')
  return chance.pick(chance.percent(82) ? members : department)
}

const STOPS = { asked: 12, half: 12, approved: 12, work: 22, completed: 8, none: 34 }
const SUPPORT_STOPS = {
  asked: 16,
  taken: 8,
  work: 16,
  waiting: 12,
  held: 8,
  resolved: 10,
  none: 30,
}

function stop(chance: Chance, stops: Partial<Record<Stop | 'none', number>>): Stop | null {
  const where = chance.weighted(stops as Record<Stop | 'none', number>)
  return where === 'none' ? null : where
}
