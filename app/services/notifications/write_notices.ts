import { createHash } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'
import { firstState } from '#services/deliveries/muted'
import {
  CHANNELS,
  EVENTS,
  isAlwaysOn,
  isOnByDefault,
  NEVER_MUTED,
  OF_THE_QUEUE,
  type EventName,
  type NoticeChannel,
} from '#services/notifications/events'
import { announce } from '#services/live/announce'
import { hasTelegram } from '#services/telegram/has_telegram'

/** kind, event, told although muted; and event, channel, on by default, always on: the grid of events.ts as rows of SQL. */
const NAMES = Object.keys(EVENTS) as EventName[]
const KINDS = NAMES.flatMap((event) =>
  EVENTS[event].kinds.map((kind) => kindRow(kind, event))
).join(', ')
const RULES = NAMES.flatMap((event) => CHANNELS.map((channel) => ruleRow(event, channel))).join(
  ', '
)

/** Telegram takes nothing for a person who blocked the bot: what it would have told goes by mail, chosen there or not. */
const INSTEAD_OF_TELEGRAM = `
  :telegram and u.telegram_chat_id is not null and u.telegram_off_at is not null and exists (
    select 1 from rules t
    left join notification_preferences tp
      on tp.user_id = u.id and tp.event = t.event and tp.channel = t.channel
    where t.event = sorted.event and t.channel = 'telegram'
      and coalesce(tp.is_on, t.by_default and not sorted.by_wish))`

function kindRow(kind: string, event: EventName): string {
  return `('${kind}', '${event}', ${NEVER_MUTED.includes(kind)})`
}

function ruleRow(event: EventName, channel: NoticeChannel): string {
  const isOn = isOnByDefault(event, channel, { isManager: true })
  return `('${event}', '${channel}', ${isOn}, ${isAlwaysOn(event, channel)})`
}

/**
 * Writes notifications, and the deliveries through each person's channels, in one statement. Each is unique by its event
 * key and person, so a second worker or a restart finds it written. Inactive people are not told; what a person switched
 * off or muted is left out.
 * @param told a query that answers `event_key, user_id, ticket_id, activity_id, actor_id, kind, reason, details,
 *   not_before`; it may use `:now`
 * @returns how many deliveries were written
 */
export async function writeNotices(
  trx: TransactionClientContract,
  told: string,
  bindings: Record<string, unknown> = {}
): Promise<number> {
  const query = trx.rawQuery(
    `with named as (${told}),
     kinds (kind, event, beats_mute) as (values ${KINDS}),
     rules (event, channel, by_default, always) as (values ${RULES}),
     sorted as (
       select named.*, named.reason = '${OF_THE_QUEUE.members}' as by_wish,
         coalesce(k.beats_mute, false) and named.reason <> 'watchers' as beats_mute,
         case when named.reason in ('${OF_THE_QUEUE.managers}', '${OF_THE_QUEUE.members}') then 'queue'
           else coalesce(k.event, 'changed') end as event
       from named left join kinds k on k.kind = named.kind
     ), chosen as (
       select distinct on (sorted.event_key, sorted.user_id, r.channel) sorted.*, r.channel,
         r.always or coalesce(p.is_on, r.by_default and not sorted.by_wish)
           or (r.channel = 'email' and ${INSTEAD_OF_TELEGRAM}) as is_on,
         case r.channel when 'telegram' then
           :telegram and u.telegram_chat_id is not null and u.telegram_off_at is null
           else true end as is_open
       from sorted
       join users u on u.id = sorted.user_id
       join rules r on r.event = sorted.event
       left join notification_preferences p
         on p.user_id = sorted.user_id and p.event = r.event and p.channel = r.channel
       where u.deactivated_at is null and u.approved_at is not null
         and (sorted.beats_mute or not exists (
           select 1 from ticket_mutes m where m.user_id = sorted.user_id and m.ticket_id = sorted.ticket_id))
       order by sorted.event_key, sorted.user_id, r.channel
     ), noted as (
       insert into notifications
         (event_key, user_id, ticket_id, activity_id, actor_id, kind, reason, details, is_shown, created_at)
       select event_key, user_id, ticket_id, activity_id, actor_id, kind, reason, details, is_on, :now
       from chosen where channel = 'app' order by user_id
       on conflict (event_key, user_id) do nothing
       returning id, event_key, user_id, ticket_id, activity_id, kind, details
     ), sent as (
     insert into deliveries
       (notification_id, event_key, user_id, channel, kind, ticket_id, activity_id, details, state, next_try_at, created_at)
     select n.id, n.event_key, n.user_id, c.channel, n.kind, n.ticket_id, n.activity_id, n.details, :state,
       coalesce(c.not_before, :now), :now
     from noted n
     join chosen c on c.event_key = n.event_key and c.user_id = n.user_id
     where c.channel <> 'app' and c.is_on and c.is_open
     on conflict (event_key, user_id, channel) do nothing
     returning id)
     select (select count(*) from sent)::int as sent, array_agg(distinct user_id) as people from noted`,
    {
      ...bindings,
      now: clock.now().toJSDate(),
      state: firstState(),
      telegram: hasTelegram(),
    } as Record<string, any>
  )
  // Reading and planning takes longer than doing it: each connection does that once.
  query.knexQuery.options({ name: nameOf(told) })
  const { rows } = await query
  const { sent, people } = rows[0] as { sent: number; people: number[] | null }
  if (people) await announce(trx, { people })
  return sent
}

/** The same for the same query, on every process. */
function nameOf(told: string): string {
  return `notices ${createHash('sha1').update(told).digest('base64url')}`
}
