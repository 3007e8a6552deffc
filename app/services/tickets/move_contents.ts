import { DateTime } from 'luxon'
import { giveFreeNames } from '#services/files/adopt_files'
import * as times from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

type Side = Pick<LockedTicket, 'trx' | 'ticket'>

/**
 * Takes everything that was said and put on a ticket to another one: comments with their writers and times (a note stays a
 * note), files, watchers, links. Counts on both tickets are set anew, unsaved.
 */
export async function moveContents(from: Side, to: Side): Promise<void> {
  const { trx } = from
  const move = { ticket_id: to.ticket.id }
  await trx.from('comments').where('ticket_id', from.ticket.id).update(move)
  const files = await trx
    .from('attachments')
    .where('ticket_id', from.ticket.id)
    .update(move, ['id', 'name', 'removed_at'])
  await giveFreeNames(
    trx,
    to.ticket.id,
    files.filter((file) => file.removed_at === null)
  )
  await copyWatchers(from, to)
  await moveLinks(from, to)
  await carryFirstResponse(from, to)
  for (const side of [from, to]) await countAnew(side)
}

/** Who follows the one follows both; the closed one stays theirs to read. */
async function copyWatchers({ trx, ticket }: Side, to: Side) {
  await trx.rawQuery(
    `insert into watchers (ticket_id, user_id, added_by, added_at)
     select :to, user_id, added_by, added_at from watchers where ticket_id = :from
     on conflict (ticket_id, user_id) do nothing`,
    { from: ticket.id, to: to.ticket.id }
  )
}

/** A link that would lead to itself, or that is there already, goes. */
async function moveLinks({ trx, ticket }: Side, to: Side) {
  await trx.rawQuery(
    `with gone as (
       delete from ticket_links where :from in (from_ticket_id, to_ticket_id) returning *
     ), moved as (
       select case from_ticket_id when :from then :to::int else from_ticket_id end as a,
         case to_ticket_id when :from then :to::int else to_ticket_id end as b, kind, created_by, created_at
       from gone
     )
     insert into ticket_links (from_ticket_id, to_ticket_id, kind, created_by, created_at)
     select a, b, kind, created_by, created_at from moved
     where a <> b and not exists (
       select 1 from ticket_links l where l.from_ticket_id in (a, b) and l.to_ticket_id in (a, b)
         and :from not in (l.from_ticket_id, l.to_ticket_id))
     on conflict (from_ticket_id, to_ticket_id) do nothing`,
    { from: ticket.id, to: to.ticket.id }
  )
}

/** The answer that came along answers here, too; never before this ticket was asked. */
async function carryFirstResponse(from: Side, to: Side) {
  const answered = from.ticket.firstResponseAt
  if (!answered || to.ticket.firstResponseAt) return
  to.ticket.firstResponseAt = DateTime.max(answered, to.ticket.createdAt)
  await times.firstResponded(to.trx, to.ticket.id, to.ticket.firstResponseAt)
}

/** What everybody sees: no notes, nor their files. */
async function countAnew({ trx, ticket }: Side) {
  const { rows } = await trx.rawQuery(
    `select
       (select count(*) from comments where ticket_id = :id and not is_internal)::int as comments,
       (select id from comments where ticket_id = :id and not is_internal
          order by created_at desc, id desc limit 1) as last,
       (select count(*) from attachments a left join comments c on c.id = a.comment_id
          where a.ticket_id = :id and a.removed_at is null and c.is_internal is not true)::int as files`,
    { id: ticket.id }
  )
  ticket.commentCount = rows[0].comments
  ticket.lastCommentId = rows[0].last
  ticket.attachmentCount = rows[0].files
}
