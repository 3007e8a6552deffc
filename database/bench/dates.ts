/** Of a hundred generated tickets so many are support tickets. */
const SUPPORT_SHARE = 0.4

/** The tickets' numbers in the order of time over two years, and which of the two desks each is for. */
export function datesSql(tickets: number): string {
  return `
create temp table bench_dates on commit drop as
select g as id, pg_temp.rnd(g, 200) < ${SUPPORT_SHARE} as is_support,
  least(date_trunc('day', pg_temp.base()) - interval '730 days'
      + interval '1 day' * floor(730 * power((g - 0.5) / ${tickets}, 0.85))
      + interval '30 minutes' + interval '9.5 hours' * (730 * power((g - 0.5) / ${tickets}, 0.85) % 1),
    pg_temp.base() - interval '3 seconds' * (${tickets} - g + 1)) as created_at
from generate_series(1, ${tickets}) g;
analyze bench_dates;
`
}
