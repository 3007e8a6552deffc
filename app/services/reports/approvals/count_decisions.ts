import db from '@adonisjs/lucid/services/db'
import { askPatiently } from '#services/reports/ask_patiently'
import { groupLengths } from '#services/reports/approvals/group_lengths'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'

/** Decisions on one step; tickets are counted, each once, however often it was decided. */
export interface Decisions {
  step: string
  /** Null: everybody together. */
  userId: number | null
  decided: number
  approved: number
  rejected: number
  skipped: number
  /** Seconds from due to decided, to the minute, over all decisions; null when nobody decided. */
  median: number | null
  p90: number | null
}

/**
 * Decisions on the tickets of a report, by step and by step and person; voided ones are decisions too. By the minutes they
 * took they are put together first: there are a million decisions, but not many lengths.
 */
export async function countDecisions(asked: ReportAsked): Promise<Decisions[]> {
  const query = db
    .query()
    .withMaterialized('t', createdFacts(asked).select('f.ticket_id'))
    .withMaterialized('lengths', groupLengths())
    .with('groups', db.raw(GROUPS) as any)
    .from('groups')
    .where('decisions', '>', 0)
    .orWhere('skipped', '>', 0)
    .select('step', 'user_id', 'is_all')
    .select(
      ['decided', 'approved', 'rejected', 'skipped'].map((of) => db.raw(`sum(${of}) as ${of}`))
    )
    .select(db.raw(`${quantile(0.5)} as median, ${quantile(0.9)} as p90`))
    .groupBy('step', 'user_id', 'is_all', 'total')
  const rows = await askPatiently(query)
  return rows.map(asDecisions)
}

/** Each person's and everybody's, with how many decisions took as long or less. What was skipped is nobody's decision. */
const GROUPS = `select *, sum(decisions) over (partition by step, user_id, is_all order by minutes) as upto,
    sum(decisions) over (partition by step, user_id, is_all) as total
  from (select step, user_id, false as is_all, minutes, decisions, decided, approved, rejected, 0 as skipped
      from lengths where user_id is not null
    union all select step, null, true, minutes, sum(decisions), sum(all_decided), sum(all_approved),
      sum(all_rejected), sum(skipped) from lengths group by step, minutes) as everybody`

/** Like percentile_cont, of values that stand together with how many they are; in seconds. */
function quantile(share: number): string {
  const place = `(total - 1) * ${share}`
  const at = (rank: string) => `min(minutes) filter (where decisions > 0 and upto > ${rank})`
  const [low, high] = [at(`floor(${place})`), at(`ceil(${place})`)]
  return `60 * (${low} + (${high} - ${low}) * (${place} - floor(${place})))`
}

function asDecisions(row: any): Decisions {
  const number = (value: string | null) => (value === null ? null : Number(value))
  return {
    step: row.step,
    userId: row.user_id,
    decided: Number(row.decided),
    approved: Number(row.approved),
    rejected: Number(row.rejected),
    skipped: Number(row.skipped),
    median: number(row.median),
    p90: number(row.p90),
  }
}
