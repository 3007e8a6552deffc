import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { presentDelivery, type DeliveryRow } from '#services/deliveries/present_delivery'

/** Rows on one page, and failed ones shown above all. */
export const PAGE = 30
const FAILED_ABOVE = 20

export interface DeliveryFilter {
  state?: 'waiting' | 'failed' | 'sent' | 'dropped'
  /** Part of a name or address, or the number of a ticket. */
  q?: string
  /** Only older ones than this id. */
  before?: number
}

/** What the list of deliveries shows, for admins: the failed ones first, in four queries. */
export async function listDeliveries(filter: DeliveryFilter, i18n: I18n) {
  const query = deliveries().limit(PAGE + 1)
  narrow(query, filter)
  const found = await query
  const isStart = !filter.state && !filter.q && !filter.before
  const failed = isStart ? await deliveries().where('d.state', 'failed').limit(FAILED_ABOVE) : []
  const page = found.slice(0, PAGE)
  return {
    rows: page.map((row) => presentDelivery(row, i18n)),
    older: found.length > PAGE ? Number(page[page.length - 1].id) : null,
    failed: failed.map((row) => presentDelivery(row, i18n)),
    counts: await countDeliveries(),
    trouble: await presentTrouble(),
  }
}

/** One delivery as the list shows it; null for an unknown id. */
export async function findDelivery(id: number, i18n: I18n): Promise<DeliveryRow | null> {
  if (!Number.isSafeInteger(Number(id))) return null
  const row = await deliveries().where('d.id', id).first()
  return row ? presentDelivery(row, i18n) : null
}

function deliveries() {
  return db
    .from('deliveries as d')
    .join('users as u', 'u.id', 'd.user_id')
    .leftJoin('notifications as n', 'n.id', 'd.notification_id')
    .leftJoin('users as a', 'a.id', 'n.actor_id')
    .leftJoin('tickets as t', 't.id', 'd.ticket_id')
    .orderBy('d.id', 'desc')
    .select('d.*', 't.title', 'u.username', 'u.email')
    .select('u.first_name', 'u.last_name')
    .select(db.raw(`nullif(trim(a.first_name || ' ' || a.last_name), '') as actor_name`))
}

function narrow(query: ReturnType<typeof deliveries>, { state, q, before }: DeliveryFilter) {
  if (state === 'waiting') query.whereIn('d.state', ['waiting', 'sending'])
  else if (state) query.where('d.state', state)
  if (before) query.where('d.id', '<', before)
  if (!q) return
  const number = /^#?(\d{1,9})$/.exec(q)?.[1]
  if (number) query.where('d.ticket_id', Number(number))
  else {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    query.whereRaw(`(u.first_name || ' ' || u.last_name ilike ? or u.email::text ilike ?)`, [
      like,
      like,
    ])
  }
}

async function countDeliveries(): Promise<{ failed: number; waiting: number }> {
  const { rows } = await db.rawQuery(
    `select (select count(*) from deliveries where state = 'failed') as failed,
       (select count(*) from deliveries where state in ('waiting', 'sending')) as waiting`
  )
  return { failed: Number(rows[0].failed), waiting: Number(rows[0].waiting) }
}

/** Why mails that should be out by now are not: what the server last said, and since when one waits. */
async function presentTrouble(): Promise<{ error: string; since: Date } | null> {
  const row = await db
    .from('deliveries')
    .where('state', 'waiting')
    .whereNotNull('last_error')
    .orderBy('id')
    .select('last_error', 'created_at')
    .first()
  return row ? { error: row.last_error, since: row.created_at } : null
}
