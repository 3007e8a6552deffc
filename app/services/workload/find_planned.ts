import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import { WITHOUT_END } from '#services/workload/find_overlaps'
import { workflows } from '#workflows/index'

/** A planned time of a ticket, and who is taken by it. Instants in milliseconds. */
export interface FoundShoot {
  id: number
  start: number
  end: number
  /** Nobody said when it ends. */
  isOpenEnded: boolean
  isFinished: boolean
  /** It waits for its approval: whoever is named for it is only proposed. */
  isProposed: boolean
  people: number[]
  departmentId: number
}

export interface DaysAsked {
  from: Date
  /** Exclusive. */
  to: Date
}

/** The statuses in which nothing will come of what was planned. */
const REFUSED = workflows.flatMap(({ statuses }) =>
  Object.keys(statuses).filter((key) => statuses[key].isRefused)
)

/** Those in which a decision is waited for. */
const WAITING = workflows.flatMap(({ statuses }) =>
  Object.keys(statuses).filter((key) => statuses[key].step)
)

/** What is planned within some days, as far as this person may see the tickets, in one query. */
export async function findPlanned(
  viewer: User,
  asked: DaysAsked,
  client: any = db
): Promise<FoundShoot[]> {
  const query = client
    .from('tickets')
    .whereNull('tickets.deleted_at')
    .whereNotNull('tickets.scheduled_start')
    .whereNotIn('tickets.status', REFUSED)
    .whereRaw(
      `tstzrange(tickets.scheduled_start, coalesce(tickets.scheduled_end, tickets.scheduled_start), '[]')
        && tstzrange(?, ?, '[)')`,
      [new Date(asked.from.getTime() - WITHOUT_END), asked.to]
    )
  const rows = await whereVisible(query, viewer).select(
    'tickets.id',
    'tickets.scheduled_start',
    'tickets.scheduled_end',
    'tickets.is_finished',
    'tickets.status',
    'tickets.handling_department_id',
    db.raw(
      `array_remove(tickets.assignee_id || array(select c.user_id from collaborators c
        where c.ticket_id = tickets.id order by c.user_id), null) as people`
    )
  )
  return rows.map(asShoot).filter(({ end }: FoundShoot) => end > asked.from.getTime())
}

function asShoot(row: any): FoundShoot {
  const start = row.scheduled_start.getTime()
  const end = row.scheduled_end?.getTime() ?? start + WITHOUT_END
  return {
    id: row.id,
    start,
    // What begins and ends at once is still there on its day.
    end: Math.max(end, start + 60_000),
    isOpenEnded: row.scheduled_end === null,
    isFinished: row.is_finished,
    isProposed: WAITING.includes(row.status),
    people: row.people,
    departmentId: row.handling_department_id,
  }
}
