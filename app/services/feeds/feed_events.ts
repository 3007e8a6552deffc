import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import clock from '#services/clock'
import type { FeedScope } from '#services/feeds/calendar_feeds'
import { workflows } from '#workflows/index'

/** A planned time or a deadline of a ticket, as its reader may know it. */
export interface FeedEvent {
  id: number
  kind: 'shoot' | 'deadline'
  title: string
  type: string
  workflow: string
  status: string
  requester: string
  assignee: string | null
  start: Date
  /** Null where nobody said, and for deadlines. */
  end: Date | null
  /** It waits for its approval. */
  isPlanned: boolean
  /** The reader works on it himself. */
  isTaken: boolean
  changedAt: Date
  version: number
}

const DAYS_BACK = 31
const DAYS_AHEAD = 366
/** Those nearest to now; no calendar shows more. */
const MOST = 2_000

const keysWhere = (isSo: (status: any) => boolean) =>
  workflows.flatMap(({ statuses }) => Object.keys(statuses).filter((key) => isSo(statuses[key])))
const REFUSED = keysWhere(({ isRefused }) => isRefused)
const WAITING = keysWhere(({ step }) => step)

const nameOf = (person: string) =>
  `(select coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username::text) from users u where u.id = ${person})`

const COLUMNS = `tickets.id, tickets.title, tickets.workflow, tickets.status, tickets.updated_at, tickets.lock_version,
  tickets.assigned_at, (select t.name from request_types t where t.id = tickets.request_type_id) as type,
  ${nameOf('tickets.requester_id')} as requester, ${nameOf('tickets.assignee_id')} as assignee,
  (tickets.assignee_id = :me or exists (select 1 from collaborators c where c.ticket_id = tickets.id and c.user_id = :me))
    as is_taken`

const MINE = `(tickets.requester_id = :me or tickets.assignee_id = :me
  or tickets.id in (select c.ticket_id from collaborators c where c.user_id = :me
    union all select w.ticket_id from watchers w where w.user_id = :me))`

/** What stands in a person's feed now: planned times of a month back and a year ahead, deadlines of open tickets. */
export async function feedEvents(reader: User, scope: FeedScope): Promise<FeedEvent[]> {
  const now = clock.now()
  const days = [
    now.minus({ days: DAYS_BACK }).toJSDate(),
    now.plus({ days: DAYS_AHEAD }).toJSDate(),
  ]
  const shoots = seen(reader, scope)
    .whereNotNull('tickets.scheduled_start')
    .whereNotIn('tickets.status', REFUSED)
    .whereRaw(
      `tstzrange(tickets.scheduled_start, coalesce(tickets.scheduled_end, tickets.scheduled_start), '[]')
        && tstzrange(?, ?, '[)')`,
      days
    )
    .select(
      db.raw(`'shoot' as kind, tickets.scheduled_start as start, tickets.scheduled_end as "end"`)
    )
  const deadlines = seen(reader, scope)
    .where('tickets.is_finished', false)
    .whereNull('tickets.scheduled_start')
    .whereBetween('tickets.deadline_at', days)
    .select(db.raw(`'deadline' as kind, tickets.deadline_at as start, null::timestamptz as "end"`))
  const rows = await db
    .from(shoots.unionAll(deadlines).as('events'))
    .orderByRaw('abs(extract(epoch from start - ?::timestamptz)), id, kind', [now.toJSDate()])
    .limit(MOST)
  return rows.map(asEvent)
}

function seen(reader: User, scope: FeedScope): any {
  const query = db.from('tickets').whereNull('tickets.deleted_at')
  if (scope === 'mine') query.whereRaw(MINE, { me: reader.id })
  return whereVisible(query, reader).select(db.raw(COLUMNS, { me: reader.id }))
}

function asEvent({ updated_at: changedAt, lock_version: version, ...row }: any): FeedEvent {
  return {
    ...row,
    isPlanned: WAITING.includes(row.status),
    isTaken: row.is_taken === true,
    changedAt,
    version,
  }
}
