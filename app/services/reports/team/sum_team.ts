import User from '#models/user'
import type { ReportAsked } from '#services/reports/narrow_facts'
import { addUp, NOTHING, sumFactsBy, type Sums } from '#services/reports/sum_facts'
import { NO_HELP, sumHelped, type Helped } from '#services/reports/team/sum_helped'

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
