import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import sharp from 'sharp'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import Product from '#models/product'
import type User from '#models/user'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { deliverDue } from '#services/deliveries/deliver_due'
import { stageFile } from '#services/files/stage_file'
import { handleMail } from '#services/inbound/handle_mail'
import { rateTicket } from '#services/ratings/rate_ticket'
import { assignTicket } from '#services/tickets/assign_ticket'
import { briefOf } from '#services/tickets/brief_of'
import { editBrief } from '#services/tickets/edit_brief'
import { keepDraft } from '#services/tickets/ticket_drafts'
import { trashTicket } from '#services/tickets/trash_ticket'
import { emptyTicket } from '#services/tickets/typed_ticket'
import { purgeTicket } from '#services/trash/purge_ticket'
import { removePurgedFiles } from '#services/trash/remove_purged_files'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { replyTo } from '#tests/support/replies'
import { filesWith, tablesWith } from '#tests/support/search_desk'
import { supportAt } from '#tests/support/support_desk'
import { ask, move } from '#tests/support/tickets'

/** Nobody writes this by chance. */
const WORD = 'Qxvanillezebra'
const as = (by: User) => ({ by, channel: 'web' as const })

async function stage(by: User, name: string, content: Buffer): Promise<number> {
  const path = join(tmpdir(), `${process.pid}-${name}`)
  await writeFile(path, content)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const bytes = content.length
  const file = await stageFile({ name, path, bytes, sha256, isTooBig: false, isTooMany: false }, by)
  return file.id
}

async function picture(): Promise<Buffer> {
  const image = sharp({ create: { width: 40, height: 30, channels: 3, background: '#123' } })
  return image
    .png()
    .withExif({ IFD0: { Copyright: `${WORD} photo` } })
    .toBuffer()
}

/** A ticket on which everything is written that can be written, each time with the word. */
async function fillTicket(cast: Cast): Promise<number> {
  const files = [
    await stage(cast.maria, `${WORD}-brief.txt`, Buffer.from(`plan ${WORD} inside`)),
    await stage(cast.maria, `${WORD}-shot.png`, await picture()),
  ]
  const [product] = await Product.query().where('category', 'ads').limit(1)
  const ticket = await ask(cast.maria, {
    type: 'ads',
    title: `${WORD} title`,
    description: `${WORD} description`,
    items: [{ productId: product.id, quantity: 3, criteria: product.criteria ?? 'image' }],
    fileIds: files,
    idempotencyKey: 'form-1',
  })
  await move(cast.ana, ticket, 'reject', { note: `${WORD} reject reason` })
  await move(cast.maria, ticket, 'resubmit')
  await ticket.refresh()
  const brief = await briefOf(ticket)
  const edit = { ...brief, title: `${WORD} second title`, lockVersion: ticket.lockVersion }
  await editBrief(ticket.id, edit, as(cast.maria))
  await move(cast.ana, ticket, 'approve', { note: `${WORD} approval note` })
  await move(cast.ben, ticket, 'approve')
  await assignTicket(ticket.id, { assigneeId: cast.kim.id }, as(cast.ben))
  await move(cast.kim, ticket, 'start')
  await db.table('ticket_checklist').insert({
    ticket_id: ticket.id,
    text: `${WORD} check`,
    is_required: false,
    position: 1,
  })
  await addComment(ticket.id, { body: `${WORD} comment, @joy` }, as(cast.maria))
  const noted = await stage(cast.kim, `${WORD}-note.txt`, Buffer.from(`${WORD} secret`))
  const note = { body: `${WORD} note`, isInternal: true, fileIds: [noted] }
  await addComment(ticket.id, note, as(cast.kim))
  const mail = await replyTo(ticket, cast.maria, {
    text: `${WORD} by mail\n\n-- \n${WORD} signature`,
    subject: `Re: ${WORD}`,
  })
  await handleMail(mail)
  await move(cast.kim, ticket, 'complete')
  await move(cast.maria, ticket, 'request_revision', { note: `${WORD} revision` })
  await move(cast.kim, ticket, 'complete')
  await move(cast.maria, ticket, 'confirm')
  await rateTicket(ticket.id, { score: 4, comment: `${WORD} rating` }, as(cast.maria))
  const copy = { title: `${WORD} second title`, description: `${WORD} description` }
  await keepDraft(cast.rico.id, { ...emptyTicket({}), ...copy, idempotencyKey: 'form-2' })
  return ticket.id
}

test.group('A purge', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    cast = await makeCast()
    return () => {
      clock.goOn()
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
    }
  })

  test('leaves nothing of what was written, in no table and no file', async ({ assert }) => {
    const id = await fillTicket(cast)
    const agents = {
      rosa: await makePerson({ department: 'Sales' }),
      ida: await makePerson({ department: 'IT' }),
    }
    const support = await supportAt('on_hold', agents, {
      title: `${WORD} bug`,
      description: `${WORD} steps`,
    })
    await move(cast.admin, support, 'resume')
    await move(cast.admin, support, 'resolve', { note: `${WORD} resolution` })
    await move(cast.admin, support, 'reopen', { note: `${WORD} reopened` })
    const keys = await db.from('attachments').where('ticket_id', id).select('drive_key')
    clock.moveTo(clock.now().plus({ hours: 2 }))
    await deliverDue()
    await trashTicket(id, as(cast.ben))
    await trashTicket(support.id, as(cast.admin))
    const before = await tablesWith(WORD)
    for (const table of ['tickets', 'comments', 'attachments', 'approvals', 'ticket_snapshots'])
      assert.include(before, table)
    for (const table of ['activity_texts', 'ratings', 'ticket_checklist', 'ticket_drafts'])
      assert.include(before, table)
    assert.notInclude(before, 'activities')
    const files = await filesWith(WORD)
    assert.isAbove(files.filter((path) => path.endsWith('.eml')).length, 5)
    assert.isAbove(files.filter((path) => path.startsWith('files/')).length, 1)

    for (const one of [id, support.id]) await purgeTicket(one, as(cast.admin))
    assert.deepEqual(await tablesWith(WORD), [])
    await removePurgedFiles()
    assert.deepEqual(await filesWith(WORD), [])
    for (const { drive_key: key } of keys) assert.isFalse(await drive.use().exists(key))
    assert.lengthOf(await db.from('purged_files'), 0)
    const left = await db.from('activities').where('ticket_id', id)
    assert.isAbove(left.length, 10)
    const audit = await db.from('audit_events').where('action', 'ticket_purged').orderBy('id')
    assert.include(audit[0], { actor_id: cast.admin.id, subject_id: String(id) })
    const facts = await db.from('purged_tickets').where('ticket_id', id).firstOrFail()
    assert.include(facts.facts, { requester_id: cast.maria.id, revision_count: 1, pieces: 3 })
    assert.lengthOf(facts.items, 1)
  })
})
