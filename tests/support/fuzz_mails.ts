import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { handleMail } from '#services/inbound/handle_mail'
import { mutate, randomFrom } from '#tests/support/fuzz'
import { replyTo } from '#tests/support/replies'

/**
 * Sends broken mails of every kind. Whatever they are, they may at most become a comment of the person whose signed address
 * and own address they still bear; the ticket itself never changes, and nothing is thrown.
 */
export async function fuzzMails(
  assert: Assert,
  { ticket, by, count, seed }: { ticket: Ticket; by: User; count: number; seed: number }
): Promise<Record<string, number>> {
  const random = randomFrom(seed)
  const models = await Promise.all([
    replyTo(ticket, by, { text: 'Looks good.\n\n-- \nMaria' }),
    replyTo(ticket, by, { html: '<p>Looks <b>good</b></p><blockquote>Old</blockquote>' }),
    replyTo(ticket, by, {
      text: 'See the file.',
      html: '<p>See the file.</p>',
      attachments: [
        { filename: 'plan.txt', content: 'a plan' },
        {
          filename: 'forwarded.eml',
          content: 'Subject: x\r\n\r\ny',
          contentType: 'message/rfc822',
        },
      ],
    }),
  ])
  const before = await stateOf(ticket)
  const results: Record<string, number> = {}
  for (let at = 0; at < count; at += 1) {
    const raw = mutate(models[at % models.length], random)
    // Without this most of them are known by the id of their model.
    const fresh = Buffer.from(
      raw
        .toString('latin1')
        .replace(/^Message-ID:.*$/im, `Message-ID: <fuzz-${seed}-${at}@mail.test>`),
      'latin1'
    )
    const { result } = await handleMail(fresh).catch((error) => {
      throw new Error(`seed ${seed}, mail ${at}: ${error.message}`, { cause: error })
    })
    // Nobody writes so many within an hour.
    clock.moveTo(clock.now().plus({ minutes: 3 }))
    results[result] = (results[result] ?? 0) + 1
  }
  assert.deepEqual(await stateOf(ticket), before)
  const others = await db.from('comments').where('ticket_id', ticket.id).whereNot('user_id', by.id)
  assert.isEmpty(others)
  return results
}

async function stateOf({ id }: Ticket) {
  const ticket = await db
    .from('tickets')
    .where({ id })
    .select('status', 'brief_version', 'lock_version', 'title', 'assignee_id')
    .firstOrFail()
  const approvals = await db.from('approvals').where('ticket_id', id).count('* as count').first()
  return { ...ticket, approvals: approvals.count }
}
