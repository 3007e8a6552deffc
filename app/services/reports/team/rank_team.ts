import type { Team, TeamRow } from '#services/reports/team/sum_team'
import type { Sums } from '#services/reports/sum_facts'

/** What people are ranked by; what each counts stands in its key. */
export const RANKED_BY = ['output', 'video', 'image', 'completed'] as const
export type RankedBy = (typeof RANKED_BY)[number] | 'other'

export interface Ranked {
  /** Who made as much shares a rank; the next one is as far behind as there are people before. */
  rank: number
  row: TeamRow
  value: number
}

/** How many places a leaderboard has on a page; a shared last place is shown in full. */
export const PLACES = 10

/** The people of a team with the most of something; who has nothing has no place. */
export function rankTeam({ rows }: Team, by: RankedBy & keyof Sums, places = PLACES): Ranked[] {
  const people = rows
    .filter(({ sums }) => sums[by] > 0)
    .map((row) => ({ row, value: row.sums[by] }))
    .sort((a, b) => b.value - a.value || compareNames(a.row, b.row))
  const ranked = people.map(({ row, value }) => ({
    rank: people.findIndex((other) => other.value === value) + 1,
    row,
    value,
  }))
  return ranked.filter(({ rank }) => rank <= places)
}

function compareNames(a: TeamRow, b: TeamRow): number {
  return a.person.fullName.localeCompare(b.person.fullName)
}
