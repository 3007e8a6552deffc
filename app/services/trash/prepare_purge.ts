import db from '@adonisjs/lucid/services/db'
import { sizeOf } from '#services/words/size_of'

export interface Purgeable {
  id: number
  title: string
  requester: string
  comments: number
  files: number
  bytes: number
  /** The bytes in words. */
  size: string
}

/**
 * What would go with a purge of these tickets, for an admin to look at; those that are not in the trash (any more) are
 * left out. One query for any number of them.
 */
export async function preparePurge(ids: number[], locale: string) {
  const { rows } = await db.rawQuery(
    `select t.id, t.title, trim(u.first_name || ' ' || u.last_name) as requester,
       (select count(*)::int from comments c where c.ticket_id = t.id) as comments,
       f.files, f.bytes
     from tickets t
     join users u on u.id = t.requester_id
     cross join lateral (select count(*)::int as files, coalesce(sum(a.bytes), 0)::bigint as bytes
       from attachments a where a.ticket_id = t.id) f
     where t.id = any(:ids) and t.deleted_at is not null
     order by t.id`,
    { ids } as Record<string, any>
  )
  const tickets: Purgeable[] = rows.map((row: Purgeable) => ({
    ...row,
    size: sizeOf(row.bytes, locale),
  }))
  const sum = (key: 'comments' | 'files' | 'bytes') =>
    tickets.reduce((total, ticket) => total + ticket[key], 0)
  return {
    tickets,
    chosen: tickets.map(({ id }) => id).join(','),
    total: {
      comments: sum('comments'),
      files: sum('files'),
      size: sizeOf(sum('bytes'), locale),
    },
  }
}
