import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'
import { firstState } from '#services/deliveries/muted'
import {
  CHANNELS,
  EVENTS,
  eventOf,
  isAlwaysOn,
  isOnByDefault,
  NEVER_MUTED,
  type EventName,
} from '#services/notifications/events'
import { announce } from '#services/live/announce'
import { hasTelegram } from '#services/telegram/has_telegram'

/** kind, event, channel, on by default, always on, told although muted: the grid of events.ts as rows of SQL. */
const RULES = Object.values(EVENTS)
  .flatMap(({ kinds }) => kinds)
  .flatMap((kind) => CHANNELS.map((channel) => ruleOf(kind, eventOf(kind), channel)))
  .join(', ')

/** Telegram takes nothing for a person who blocked the bot: what it would have told goes by mail, chosen there or not. */
const INSTEAD_OF_TELEGRAM = `
  :telegram and u.telegram_chat_id is not null and u.telegram_off_at is not null and exists (
    select 1 from rules t
    left join notification_preferences tp
      on tp.user_id = u.id and tp.event = t.event and tp.channel = t.channel
    where t.kind = named.kind and t.channel = 'telegram' and coalesce(tp.is_on, t.by_default))`

function ruleOf(kind: string, event: EventName, channel: (typeof CHANNELS)[number]): string {
  const flags = [
    isOnByDefault(event, channel),
    isAlwaysOn(event, channel),
    NEVER_MUTED.includes(kind),
  ]
  return `('${kind}', '${event}', '${channel}', ${flags.join(', ')})`
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
  const { rows } = await trx.rawQuery(
    `with named as (${told}),
     rules (kind, event, channel, by_default, always, beats_mute) as (values ${RULES}),
     chosen as (
       select distinct on (named.event_key, named.user_id, r.channel) named.*, r.channel,
         r.always or coalesce(p.is_on, r.by_default) or (r.channel = 'email' and ${INSTEAD_OF_TELEGRAM}) as is_on,
         case r.channel when 'telegram' then
           :telegram and u.telegram_chat_id is not null and u.telegram_off_at is null
           else true end as is_open
       from named
       join users u on u.id = named.user_id
       join rules r on r.kind = named.kind
       left join notification_preferences p
         on p.user_id = named.user_id and p.event = r.event and p.channel = r.channel
       where u.deactivated_at is null and u.approved_at is not null
         and (r.beats_mute or not exists (
           select 1 from ticket_mutes m where m.user_id = named.user_id and m.ticket_id = named.ticket_id))
       order by named.event_key, named.user_id, r.channel
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
  const { sent, people } = rows[0] as { sent: number; people: number[] | null }
  if (people) await announce(trx, { people })
  return sent
}
