import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import sharp from 'sharp'
import type { Email } from 'postal-mime'
import Attachment from '#models/attachment'
import Delivery from '#models/delivery'
import Ticket from '#models/ticket'
import { transitionTicket } from '#services/tickets/transition_ticket'
import clock from '#services/clock'
import { composeMail } from '#mails/compose_mail'
import { deliverDue } from '#services/deliveries/deliver_due'
import { whyNotWanted } from '#services/deliveries/why_not_wanted'
import { editBrief } from '#services/tickets/edit_brief'
import { onACleanDesk, statusOf } from '#tests/support/accounts'
import { actions } from '#tests/support/events'
import { askingAs, bannerForm, ticketIdOf, withFiles } from '#tests/support/forms'
import { MailServer } from '#tests/support/mail_server'
import { makeCast, type Cast } from '#tests/support/people'
import { picture } from '#tests/support/pictures'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { Visitor } from '#tests/support/visitor'

test.group('A request that comes by mail', (group) => {
  let cast: Cast
  let server: MailServer
  onACleanDesk(group)
  group.each.setup(async () => {
    server = new MailServer()
    env.set('SMTP_URL', await server.start())
    cast = await makeCast()
    return async () => {
      env.set('SMTP_URL', '')
      await server.stop()
    }
  })

  const linkIn = ({ text }: Email) => text!.match(/https?:\/\/\S+(\/decisions\/[\w-]{43})\b/)?.[1]

  /** A ticket of Maria's with these files on its brief. */
  async function withPictures(files: [string, Buffer | string][]): Promise<number> {
    const maria = await askingAs(cast.maria)
    return ticketIdOf(await maria.post('/tickets', withFiles(await bannerForm(), files)))
  }

  test('is decided with the link in it, and the link is made while it is sent', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    assert.lengthOf(await db.from('decision_tokens'), 0)
    await deliverDue()
    const [mail] = server.mailsTo(cast.ana.email)
    const path = linkIn(mail)!
    assert.include(mail.html!, `${env.get('APP_URL')}${path}`)
    assert.match(mail.text!, /works once and ends on .* \(.+\)\./)
    const visitor = new Visitor()
    assert.equal(await statusOf(visitor.get(path)), 200)
    assert.equal(await statusOf(visitor.post(path, { decision: 'approve' })), 303)
    assert.deepEqual(await actions(ticket.id), ['created', 'dept_approved'])
    const [row] = await db.from('deliveries').where('user_id', cast.ana.id)
    assert.notInclude(JSON.stringify(row), path.split('/').pop()!, 'nothing secret is kept')
  })

  test('says how to be mailed less, and belongs to a thread', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await deliverDue()
    const [mail] = server.mailsTo(cast.ana.email)
    const header = (key: string) => mail.headers.find((one) => one.key === key)?.value
    const grid = `${env.get('APP_URL')}/me/notifications#email`
    assert.equal(header('list-unsubscribe'), `<${grid}>`)
    assert.isUndefined(header('list-unsubscribe-post'), 'nobody is unsubscribed by a program')
    assert.include(mail.text!, grid)
    assert.equal(header('references'), `<ticket-${ticket.id}@127.0.0.1>`)
    assert.match(mail.text!, /Asked \w{3} \d+ \w{3} \d{4}, \d\d:\d\d \(.+\)\./)
  })

  test('carries small pictures of the brief inside it, four at most', async ({ assert }) => {
    const files = [1, 2, 3, 4, 5].map((n): [string, Buffer | string] => [`art${n}.png`, ''])
    for (const [index, file] of files.entries()) file[1] = await picture(800 + index, 600)
    const id = await withPictures([...files, ['plan.txt', 'A plan']])
    await deliverDue()
    const [mail] = server.mailsTo(cast.ana.email)
    assert.lengthOf(mail.attachments, 4)
    for (const part of mail.attachments) {
      assert.equal(part.mimeType, 'image/jpeg')
      assert.equal(part.disposition, 'inline')
      assert.include(mail.html!, `src="cid:${part.contentId!.slice(1, -1)}"`)
      const { width, format } = await sharp(Buffer.from(part.content as ArrayBuffer)).metadata()
      assert.deepEqual([width, format], [264, 'jpeg'])
    }
    assert.notMatch(mail.html!, /<img[^>]+src="http/)
    await Attachment.query().where('ticketId', id).update({ thumbnail_key: 'gone/away.webp' })
    await db.from('deliveries').where('user_id', cast.ana.id).update({ state: 'waiting' })
    await deliverDue()
    const [, again] = server.mailsTo(cast.ana.email)
    assert.lengthOf(again.attachments, 0, 'a picture that is gone is left out')
  })

  test('shows the pictures of the brief on its page, and nothing else of the ticket', async ({
    assert,
  }) => {
    const id = await withPictures([['art.png', await picture()]])
    const file = await Attachment.findByOrFail('ticketId', id)
    const talk = file.$attributes
    const [comment] = await Attachment.createMany([
      {
        ...talk,
        id: undefined,
        kind: 'comment',
        driveKey: 'other',
        createdAt: clock.now(),
      } as never,
    ])
    const other = await withPictures([['other.png', await picture()]])
    const foreign = await Attachment.findByOrFail('ticketId', other)
    await deliverDue()
    const mails = server.mailsTo(cast.ana.email)
    const path = linkIn(mails.find(({ subject }) => subject!.includes(`#${id}?`))!)!
    const visitor = new Visitor()
    const page = await visitor.get(path)
    const image = `${path}/files/${file.id}/thumbnail`
    assert.include(page.text, `src="${image}"`)
    const answer = await visitor.get(image)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'image/webp')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
    for (const nr of [comment.id, foreign.id, 999_999]) {
      assert.equal(await statusOf(visitor.get(`${path}/files/${nr}/thumbnail`)), 404)
    }
    assert.equal(await statusOf(visitor.get(`/decisions/x/files/${file.id}/thumbnail`)), 404)
    await move(cast.ana, await Ticket.findOrFail(id), 'approve')
    assert.equal(await statusOf(visitor.get(image)), 404, 'with the link its pictures end')
  })

  test('after an edit says what changed, and the link before it is dead', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'A banner' })
    await deliverDue()
    clock.moveTo(clock.now().plus({ minutes: 5 }))
    for (const title of ['A wrong turn', 'A bigger banner']) {
      await ticket.refresh()
      const form = { ...ticket.$attributes, title, lockVersion: ticket.lockVersion }
      await editBrief(ticket.id, form as never, { by: cast.maria, channel: 'web' })
    }
    clock.moveTo(clock.now().plus({ minutes: 5 }))
    await deliverDue()
    const [first, second, ...more] = server.mailsTo(cast.ana.email)
    assert.lengthOf(more, 0)
    assert.include(second.text!, 'Changed since you were last asked: title.')
    assert.include(second.text!, 'A banner → A bigger banner')
    assert.notInclude(second.text!, 'A wrong turn')
    assert.equal(await statusOf(new Visitor().get(linkIn(first)!)), 410)
    assert.equal(await statusOf(new Visitor().get(linkIn(second)!)), 200)
  })

  test('is not written when the ticket moves on while it is being written', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const delivery = await Delivery.findByOrFail('userId', cast.ana.id)
    const { wanted } = await whyNotWanted(delivery)
    await transitionTicket(ticket.id, 'approve', {}, { by: cast.admin, channel: 'web' })
    assert.isNull(await composeMail(delivery, wanted!))
    assert.lengthOf(await db.from('decision_tokens').whereNull('ended_at'), 0)
  })

  test('every other mail has no link that decides', async ({ assert }) => {
    await ticketAt('confirmed', cast)
    clock.moveTo(clock.now().plus({ minutes: 5 }))
    await deliverDue()
    assert.isAtLeast(server.received.length, 3)
    for (const { email } of server.received) {
      assert.notInclude(`${email.text} ${email.html}`, '/decisions/')
      assert.lengthOf(email.attachments, 0)
    }
  })
})
