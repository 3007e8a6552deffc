import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { addUp, NOTHING, sumFactsBy, type Sums } from '#services/reports/sum_facts'

/** Tickets somebody helps with and their pieces; the assignee alone gets the output. */
export interface Helped {
  count: number
  quantity: number
}

export interface TeamRow {
  person: User
  sums: Sums
  helped: Helped
}

export interface Team {
  /** People who were assigned or help, most assigned first. */
  rows: TeamRow[]
  /** What nobody has; its total holds what is only planned for somebody too. */
  nobodys: Sums
  all: Sums
  /** A ticket with two helpers counts once. */
  helped: Helped
}

const NO_HELP: Helped = { count: 0, quantity: 0 }

/** Adds up the tickets of a report by whom they are assigned to; what is only planned for somebody is nobody's yet. */
export async function sumTeam(asked: ReportAsked): Promise<Team> {
  const sums = await sumFactsBy<number | null>(asked, 'f.assignee_id')
  const helped = await sumHelped(asked)
  const ids = [...sums.keys(), ...helped.keys()].filter((id) => id !== null)
  const people = await User.query()
    .whereIn('id', [...new Set(ids)])
    .preload('department')
  const rows = people
    .map((person) => ({
      person,
      sums: sums.get(person.id) ?? NOTHING,
      helped: helped.get(person.id) ?? NO_HELP,
    }))
    .filter((row) => row.sums.assigned > 0 || row.helped.count > 0)
    .sort(byAssigned)
  const all = addUp(sums.values())
  return {
    rows,
    nobodys: { ...(sums.get(null) ?? NOTHING), total: all.total - all.assigned },
    all,
    helped: helped.get(null) ?? NO_HELP,
  }
}

function byAssigned(a: TeamRow, b: TeamRow): number {
  return (
    b.sums.assigned - a.sums.assigned ||
    b.helped.count - a.helped.count ||
    a.person.fullName.localeCompare(b.person.fullName)
  )
}

/** By helper, and of all under null, where no ticket counts twice. */
async function sumHelped(asked: ReportAsked): Promise<Map<number | null, Helped>> {
  const tickets = createdFacts(asked)
    .whereRaw('f.is_assigned')
    .joinRaw('join collaborators c on c.ticket_id = f.ticket_id')
    .select('c.user_id', 'f.quantity')
    .select(db.raw('row_number() over (partition by f.ticket_id) as nth'))
  const rows = await db
    .from(tickets.as('h'))
    .select('h.user_id')
    .select(db.raw('count(*) as count, sum(h.quantity) as quantity'))
    .select(db.raw('count(*) filter (where h.nth = 1) as once'))
    .select(db.raw('sum(h.quantity) filter (where h.nth = 1) as quantity_once'))
    .groupByRaw('grouping sets ((h.user_id), ())')
  return new Map(
    rows.map(({ user_id: id, count, quantity, once, quantity_once: pieces }) =>
      id === null
        ? [null, { count: Number(once), quantity: Number(pieces) }]
        : [id as number, { count: Number(count), quantity: Number(quantity) }]
    )
  )
}
