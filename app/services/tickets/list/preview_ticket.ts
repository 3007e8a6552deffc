import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { NotFound } from '#exceptions/refusals'
import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { loadTicketRows } from '#services/tickets/list/load_ticket_rows'
import { excerptOf } from '#services/words/excerpt_of'
import { renderText } from '#services/words/render_text'

const LONGEST_BRIEF = 4000
const COMMENTS = 3

/**
 * A ticket as the panel beside the list shows it: its row, what solved it, the brief and the last public words.
 * @throws NotFound for strangers
 */
export async function previewTicket(ticketId: number, viewer: User, words: Words) {
  const [row] = await loadTicketRows([ticketId], viewer, words)
  if (!row) throw new NotFound()
  const [ticket, items, comments] = await Promise.all([
    db
      .from('tickets')
      .where('id', ticketId)
      .select(db.raw('left(description, ?) as brief, resolution_note', [LONGEST_BRIEF]))
      .select(
        db.raw('case when resolved_at is not null then left(resolution_note, ?) end as solved', [
          LONGEST_BRIEF,
        ])
      )
      .first(),
    db
      .from('ticket_items as i')
      .join('products as p', 'p.id', 'i.product_id')
      .where('i.ticket_id', ticketId)
      .orderBy('i.position')
      .select('p.name', 'i.quantity'),
    db
      .from('comments as c')
      .join('users as u', 'u.id', 'c.user_id')
      .where({ 'c.ticket_id': ticketId, 'c.is_internal': false })
      .orderByRaw('c.created_at desc, c.id desc')
      .limit(COMMENTS)
      .select('c.body', 'c.created_at', 'u.first_name', 'u.last_name'),
  ])
  const talk = comments.reverse().map((comment) => ({
    by: `${comment.first_name} ${comment.last_name}`.trim(),
    text: excerptOf(comment.body, 200).text,
    at: words.times.moment(DateTime.fromJSDate(comment.created_at)),
  }))
  const text = (written: string | null) => (written ? renderText(written) : '')
  return {
    row,
    preview: { brief: text(ticket.brief), solved: text(ticket.solved), items, talk },
  }
}
