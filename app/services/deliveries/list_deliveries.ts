import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type { DeliveryChannel } from '#services/deliveries/claim_delivery'
import { presentDelivery, type DeliveryRow } from '#services/deliveries/present_delivery'

/** Rows on one page, and failed ones shown above all. */
export const PAGE = 30
const FAILED_ABOVE = 20

export interface DeliveryFilter {
  state?: 'waiting' | 'failed' | 'sent' | 'dropped'
  channel?: DeliveryChannel
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
  const failed = isStart ? await failedOnes(filter) : []
  const page = found.slice(0, PAGE)
  return {
    rows: page.map((row) => presentDelivery(row, i18n)),
    older: found.length > PAGE ? Number(page[page.length - 1].id) : null,
    failed: failed.map((row) => presentDelivery(row, i18n)),
    counts: await countDeliveries(filter),
    trouble: await presentTrouble(filter),
  }
}

/** The newest deliveries with these filters, so many. */
export async function readDeliveries(
  filter: DeliveryFilter,
  most: number,
  i18n: I18n
): Promise<DeliveryRow[]> {
  const query = deliveries().limit(most)
  narrow(query, filter)
  const rows = await query
  return rows.map((row) => presentDelivery(row, i18n))
}

function failedOnes({ channel }: DeliveryFilter) {
  const query = deliveries().where('d.state', 'failed').limit(FAILED_ABOVE)
  if (channel) query.where('d.channel', channel)
  return query
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
    .leftJoin('users as u', 'u.id', 'd.user_id')
    .leftJoin('notifications as n', 'n.id', 'd.notification_id')
    .leftJoin('users as a', 'a.id', 'n.actor_id')
    .leftJoin('tickets as t', 't.id', 'd.ticket_id')
    .orderBy('d.id', 'desc')
    .select('d.*', 't.title', 'u.username', 'u.email')
    .select('u.first_name', 'u.last_name', 'u.telegram_name')
    .select(db.raw(`nullif(trim(a.first_name || ' ' || a.last_name), '') as actor_name`))
}

function narrow(
  query: ReturnType<typeof deliveries>,
  { state, channel, q, before }: DeliveryFilter
) {
  if (state === 'waiting') query.whereIn('d.state', ['waiting', 'sending'])
  else if (state === 'sent') query.whereIn('d.state', ['sent', 'joined'])
  else if (state) query.where('d.state', state)
  if (channel) query.where('d.channel', channel)
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

async function countDeliveries({ channel }: DeliveryFilter) {
  const { rows } = await db.rawQuery(
    `select (select count(*) from deliveries where state = 'failed' and channel = any(:channels)) as failed,
       (select count(*) from deliveries where state in ('waiting', 'sending') and channel = any(:channels)) as waiting`,
    { channels: channel ? [channel] : ['email', 'telegram', 'telegram_group'] } as Record<
      string,
      any
    >
  )
  return { failed: Number(rows[0].failed), waiting: Number(rows[0].waiting) }
}

/** For each channel, why what should be out by now is not: what the other side last said, and since when one waits. */
async function presentTrouble({ channel }: DeliveryFilter) {
  const query = db
    .from('deliveries')
    .where('state', 'waiting')
    .whereNotNull('last_error')
    .whereNull('held_for')
    .distinctOn('channel')
    .orderBy('channel')
    .orderBy('id')
    .select('channel', 'last_error as error', 'created_at as since')
  if (channel) query.where('channel', channel)
  return query as Promise<{ channel: DeliveryChannel; error: string; since: Date }[]>
}
