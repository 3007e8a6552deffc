import db from '@adonisjs/lucid/services/db'
import { factsOf } from '#services/reports/replay/facts_of'
import { compareTicket } from '#services/reports/replay/compare_ticket'
import { loadStories } from '#services/reports/replay/load_stories'
import { replayTicket } from '#services/reports/replay/replay_ticket'
import type { KeptItem, Story, Written } from '#services/reports/replay/story'
import type { Month } from '#services/reports/monthly/month'

const AT_ONCE = 200

/** A ticket as it stood at the end of the month it was made in. */
export interface MonthlyTicket {
  facts: Written
  helpers: number[]
  items: KeptItem[]
}

export interface MonthlyBatch {
  tickets: MonthlyTicket[]
  /** How many of them have a history that does not give what is written of them today. */
  differing: number
}

/**
 * The tickets that were made in a month, as they stood at its end, told again from their activities: also those that went
 * to the trash or for good since. What lay in the trash at that moment does not count.
 */
export async function* replayMonth({ startsAt, endsAt }: Month): AsyncGenerator<MonthlyBatch> {
  let last = 0
  for (;;) {
    const rows = await db
      .from('ticket_facts')
      .where('created_at', '>=', startsAt.toJSDate())
      .where('created_at', '<', endsAt.toJSDate())
      .where('ticket_id', '>', last)
      .orderBy('ticket_id')
      .limit(AT_ONCE)
      .select('ticket_id')
    if (rows.length === 0) return
    last = rows.at(-1).ticket_id
    const stories = await loadStories(rows.map((row) => row.ticket_id))
    const tickets = stories.map((story) => ticketAt(story, endsAt.toMillis()))
    const isTold = ({ told }: Story) => told.length > 0
    const differing = stories.filter(isTold).filter((story) => compareTicket(story).length > 0)
    yield { tickets: tickets.filter((ticket) => ticket !== null), differing: differing.length }
  }
}

/** Of a ticket whose history nobody wrote down counts what is known of it today. */
function ticketAt(story: Story, until: number): MonthlyTicket | null {
  const ticket = replayTicket(story, until)
  if (ticket) {
    const { helpers, items, deletedAt } = ticket
    return deletedAt === null ? { facts: factsOf(ticket), helpers, items } : null
  }
  if (story.told.length > 0 || story.facts.deleted_at) return null
  return { facts: story.facts, helpers: story.helpers, items: story.items }
}
