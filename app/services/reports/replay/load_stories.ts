import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { itemOf, keptOf } from '#services/reports/replay/kept_of'
import type { Story, Told } from '#services/reports/replay/story'

/** Loads what happened to these tickets, in four queries; purged ones with what their purge left. */
export async function loadStories(
  ids: number[],
  client: QueryClientContract = db.connection()
): Promise<Story[]> {
  const among = async (sql: string): Promise<any[]> => {
    const { rows } = await client.rawQuery(sql, [ids])
    return rows
  }
  const items = grouped(
    await among(
      `select ticket_id, product_id, quantity, criteria from ticket_items where ticket_id = any(?)
       order by position, id`
    )
  )
  const told = grouped(
    await among(
      `select a.id, a.ticket_id, a.actor_id, a.action, a.to_status, a.is_internal, a.created_at, a.details,
         jsonb_path_query_first(a.changes, '$[*] \\? (@.field == "rating")') as rating,
         s.data - array['title', 'description', 'files'] as data
       from activities a left join ticket_snapshots s on s.activity_id = a.id
       where a.ticket_id = any(?) order by a.id`
    )
  )
  // Last: what a purge that comes in between takes away, it leaves here.
  const facts = await among(
    `select f.*, to_jsonb(m) as times, p.items as left_items, p.history,
       coalesce(p.collaborators, (select jsonb_agg(c.user_id order by c.user_id) from collaborators c
         where c.ticket_id = f.ticket_id), '[]') as helpers
     from ticket_facts f
     left join ticket_times m on m.ticket_id = f.ticket_id
     left join purged_tickets p on p.ticket_id = f.ticket_id
     where f.ticket_id = any(?) order by f.ticket_id`
  )
  return facts.map(({ times, left_items: left, history, helpers, ...row }) => {
    const kept = new Map((history ?? []).map((one: any) => [Number(one.activity_id), one.data]))
    return {
      ticketId: row.ticket_id,
      facts: row,
      times,
      helpers,
      items: (items.get(row.ticket_id) ?? left ?? []).map(itemOf),
      told: (told.get(row.ticket_id) ?? []).map((one) => toldOf(one, kept.get(Number(one.id)))),
    }
  })
}

function grouped(rows: any[]): Map<number, any[]> {
  return Map.groupBy(rows, (row) => row.ticket_id)
}

function toldOf(row: any, left: any): Told {
  const data = row.data ?? left
  return {
    id: Number(row.id),
    actorId: row.actor_id,
    action: row.action,
    to: row.to_status,
    at: row.created_at.getTime(),
    isInternal: row.is_internal,
    details: row.details,
    rating: row.rating,
    kept: data ? keptOf(data) : null,
  }
}
