import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { briefOf } from '#services/tickets/brief_of'
import { editBrief, type BriefEdit } from '#services/tickets/edit_brief'
import type Ticket from '#models/ticket'

/** Changes the brief of a ticket as a person, beginning from how it is. */
export async function edit(by: User, ticket: Ticket, changes: Partial<BriefEdit>): Promise<Ticket> {
  await ticket.refresh()
  const form = { ...(await briefOf(ticket)), ...changes, lockVersion: ticket.lockVersion }
  return editBrief(ticket.id, form, { by, channel: 'web' })
}

/** Writes bare activities as they are: `count` of them, a minute apart, the last one now. */
export async function writeActivities(
  count: number,
  row: { ticketId: number; actorId: number | null; action?: string; isInternal?: boolean }
): Promise<void> {
  await db.rawQuery(
    `insert into activities (ticket_id, actor_id, action, channel, to_status, is_internal, created_at)
     select :ticketId, :actorId, :action, 'web', 'requested', :isInternal, :now::timestamptz - (:count - n) * interval '1 minute'
     from generate_series(1, :count) n`,
    {
      action: 'commented',
      isInternal: false,
      ...row,
      count,
      now: clock.now().toISO()!,
    } as Record<string, any>
  )
}

/** The words of a page, without tags. */
export const wordsOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')

/** How often something stands in a text. */
export const countOf = (pattern: RegExp, text: string) => text.match(pattern)?.length ?? 0
