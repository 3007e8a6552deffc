import { AT_ONCE } from '#services/reports/replay/answers_in'
import { factsOf, timesOf } from '#services/reports/replay/facts_of'
import type { Replayed } from '#services/reports/replay/replayed'
import { replayTicket } from '#services/reports/replay/replay_ticket'
import type { Story, Written } from '#services/reports/replay/story'

/** Something that is written down of a ticket and that its history does not give. */
export interface Difference {
  ticketId: number
  /** Table and column, or `history` where nothing is told of the ticket. */
  what: string
  written: string | null
  told: string | null
}

/** Of a ticket that was brought over without snapshots these are told by its activities. */
const TOLD_WITHOUT = new Set([
  ...['workflow', 'status', 'is_done', 'is_open', 'created_at', 'done_at', 'ended_at'],
  ...['revision_count', 'reopen_count'],
])

/** Whether the brief and people of a ticket were kept along the way. */
export function wasKept({ told }: Story): boolean {
  return told.some(({ kept }) => kept !== null)
}

/** What is written of a ticket beside what its activities and snapshots give; lengths and times to within a transaction. */
export function compareTicket(story: Story): Difference[] {
  const { ticketId } = story
  const ticket = replayTicket(story)
  if (!ticket) return [{ ticketId, what: 'history', written: story.facts.status, told: null }]
  const facts = Object.entries(factsOf(ticket))
  const isTold = ([column]: [string, unknown]) => wasKept(story) || TOLD_WITHOUT.has(column)
  const told = Object.fromEntries(facts.filter(isTold))
  const hasTimes = story.times !== null && wasKept(story)
  return [
    ...differing('ticket_facts', story.facts, told),
    ...(hasTimes ? differing('ticket_times', story.times!, timesOf(ticket)) : []),
  ].map((difference) => ({ ticketId, ...difference }))
}

/** A row of facts beside a ticket that was told again. */
export function compareFacts(facts: Written, ticket: Replayed) {
  return differing('ticket_facts', facts, factsOf(ticket))
}

function differing(table: string, written: Written, told: Written): Omit<Difference, 'ticketId'>[] {
  return Object.keys(told)
    .filter((column) => !isSame(column, written[column], told[column]))
    .map((column) => ({
      what: `${table}.${column}`,
      written: words(written[column]),
      told: words(told[column]),
    }))
}

/** Whether two values of a column say the same: times and lengths to within a transaction. */
export function isSame(column: string, written: unknown, told: unknown): boolean {
  if (written === null || told === null || written === undefined) return (written ?? null) === told
  if (column.endsWith('_at')) return Math.abs(moment(written) - moment(told)) <= AT_ONCE
  if (column.endsWith('_seconds')) return Math.abs(Number(written) - Number(told)) * 1000 <= AT_ONCE
  return String(written) === String(told)
}

function moment(value: unknown): number {
  return new Date(value as string).getTime()
}

function words(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return value instanceof Date ? value.toISOString() : String(value)
}
