import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import Delivery from '#models/delivery'
import Ticket from '#models/ticket'
import User from '#models/user'
import clock from '#services/clock'
import { deliverDue } from '#services/deliveries/deliver_due'
import { assignTicket } from '#services/tickets/assign_ticket'
import { addComment } from '#services/comments/add_comment'
import { editBrief } from '#services/tickets/edit_brief'
import { MailServer } from '#tests/support/mail_server'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, move, ticketAt } from '#tests/support/tickets'

test.group('Delivering by mail', (group) => {
  let cast: Cast
  let server: MailServer
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    server = new MailServer()
    env.set('SMTP_URL', await server.start())
    cast = await makeCast()
    return async () => {
      clock.goOn()
      env.set('SMTP_URL', '')
      await server.stop()
    }
  })

  test('sends a request to decide with everything that a decision needs', async ({ assert }) => {
    cast.ana.timeZone = 'Asia/Manila'
    await cast.ana.save()
    const ticket = await ask(cast.maria, { title: 'Payday <b>push</b>' })
    await deliverDue()
    const [mail, ...more] = server.mailsTo(cast.ana.email)
    assert.lengthOf(more, 0)
    assert.equal(mail.subject, `Approve #${ticket.id}? Payday <b>push</b>`)
    assert.include(mail.text!, 'One clear line, large product name.')
    assert.include(mail.text!, 'Juan365, 1 piece')
    assert.include(mail.text!, `${env.get('APP_URL')}/tickets/${ticket.id}`)
    assert.include(mail.text!, 'You get this because you manage Marketing.')
    assert.include(mail.html!, 'Payday &lt;b&gt;push&lt;/b&gt;')
    assert.notInclude(mail.html!, '<b>push')
    assert.notMatch(mail.html!, /@(if|each|end|let)\b|undefined|translation missing/)
    const header = (key: string) => mail.headers.find((one) => one.key === key)?.value
    assert.equal(header('list-id'), '<countersign.127.0.0.1>')
    assert.equal(header('auto-submitted'), 'auto-generated')
    assert.equal(header('references'), `<ticket-${ticket.id}@127.0.0.1>`)
    const row = await Delivery.findByOrFail('userId', cast.ana.id)
    assert.equal(row.state, 'sent')
    assert.equal(row.messageId, `<delivery-${row.id}@127.0.0.1>`)
    assert.equal(mail.messageId, row.messageId)
  })

  test('shows who has signed, with the zone named', async ({ assert }) => {
    cast.ben.timeZone = 'Asia/Manila'
    await cast.ben.save()
    await ticketAt('pending_creative', cast)
    await deliverDue()
    const [mail] = server.mailsTo(cast.ben.email)
    assert.match(mail.text!, /Department, .*\(Asia\/Manila\): Ana Test/)
    assert.include(mail.text!, 'Creative: waits for Ben Test')
  })

  test('many mails to one person wait, requests to decide do not', async ({ assert }) => {
    await ask(cast.maria)
    await deliverDue()
    const sent = await Delivery.findByOrFail('userId', cast.ana.id)
    for (const person of [cast.maria, cast.ben]) {
      await db.rawQuery(
        `insert into deliveries (event_key, user_id, channel, kind, state, next_try_at, created_at, sent_at)
         select 'flood:' || n, ?, 'email', 'comment', 'sent', now(), now(), now()
         from generate_series(1, 200) n`,
        [person.id]
      )
    }
    await move(cast.ana, await Ticket.findOrFail(sent.ticketId!), 'approve')
    await deliverDue()
    assert.lengthOf(server.mailsTo(cast.ben.email), 1)
    assert.lengthOf(server.mailsTo(cast.maria.email), 0)
    const held = await Delivery.query().where({ userId: cast.maria.id, state: 'waiting' })
    assert.lengthOf(held, 1)
    assert.equal(held[0].attempts, 0)
    clock.moveTo(clock.now().plus({ minutes: 61 }))
    await deliverDue()
    assert.lengthOf(server.mailsTo(cast.maria.email), 1)
  })

  test('keeps what one person is told about one ticket in order', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const { id } = ticket
    const later = async (work: Promise<unknown>) => {
      await work
      await deliverDue()
      clock.moveTo(clock.now().plus({ minutes: 1 }))
    }
    await later(move(cast.ana, ticket, 'approve'))
    await later(move(cast.ben, ticket, 'approve'))
    await assignTicket(id, { assigneeId: cast.kim.id }, { by: cast.ben, channel: 'web' })
    await later(move(cast.kim, ticket, 'start'))
    await later(move(cast.kim, ticket, 'complete'))
    const subjects = server.mailsTo(cast.maria.email).map((mail) => mail.subject!.split(':')[0])
    assert.deepEqual(subjects, [
      `#${id} has its department approval`,
      `#${id} is approved`,
      `Work on #${id} started`,
      `#${id} is completed`,
    ])
    const [first] = server.mailsTo(cast.kim.email)
    assert.notInclude(first.text!, 'Assignee:')
  })

  test('a refusal for now is tried again later and later, and given up after eight tries', async ({
    assert,
  }) => {
    const start = clock.now()
    clock.freeze(start)
    await ask(cast.maria)
    server.verdict = () => 451
    const pauses: number[] = []
    for (let tries = 1; tries <= 8; tries++) {
      await deliverDue()
      const row = await Delivery.findByOrFail('userId', cast.ana.id)
      assert.equal(row.attempts, tries)
      if (tries === 8) break
      assert.equal(row.state, 'waiting')
      assert.include(row.lastError!, '451')
      pauses.push(row.nextTryAt.diff(clock.now(), 'seconds').seconds)
      await deliverDue()
      assert.equal(server.triesFor(cast.ana.email), tries)
      clock.freeze(row.nextTryAt.plus({ seconds: 1 }))
    }
    const row = await Delivery.findByOrFail('userId', cast.ana.id)
    assert.equal(row.state, 'failed')
    assert.equal(server.triesFor(cast.ana.email), 8)
    assert.isBelow(pauses[0], 40)
    assert.isAbove(pauses[1], pauses[0])
    assert.isTrue(pauses.every((pause) => pause <= 300))
  })

  test('a refusal for good fails at once and holds nobody else back', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await move(cast.ana, ticket, 'approve')
    server.verdict = ({ to }) => (to === cast.ben.email ? 550 : undefined)
    await deliverDue()
    const failed = await Delivery.findByOrFail('userId', cast.ben.id)
    assert.equal(failed.state, 'failed')
    assert.equal(failed.attempts, 1)
    assert.lengthOf(server.mailsTo(cast.maria.email), 1)
  })

  test('a server that is away costs no try; all arrives once it is back', async ({ assert }) => {
    const port = server.port
    await server.stop()
    clock.freeze(clock.now())
    for (let hour = 0; hour < 3; hour++) await ask(cast.maria)
    for (let minute = 0; minute < 30; minute += 5) {
      await deliverDue()
      clock.freeze(clock.now().plus({ minutes: 5 }))
    }
    const waiting = await Delivery.query().where('userId', cast.ana.id)
    assert.isTrue(waiting.every((row) => row.state === 'waiting' && row.attempts === 0))
    assert.isTrue(waiting.some((row) => row.lastError?.includes('ECONNREFUSED')))
    server = new MailServer()
    await server.start(port)
    await deliverDue()
    assert.lengthOf(server.mailsTo(cast.ana.email), 3)
  })

  test('sends several at once, each once, also when the server is slow', async ({ assert }) => {
    server.slowness = 60
    for (let count = 0; count < 6; count++) await ask(cast.maria, { title: `Banner ${count}` })
    await Promise.all([deliverDue(), deliverDue()])
    assert.lengthOf(server.mailsTo(cast.ana.email), 6)
    assert.isAbove(server.mostAtOnce, 1)
    const ids = new Set(server.mailsTo(cast.ana.email).map((mail) => mail.messageId))
    assert.equal(ids.size, 6)
  })

  test('a killed worker leaves a lease; the mail goes when it has run out', async ({ assert }) => {
    clock.freeze(clock.now())
    await ask(cast.maria)
    await db.from('deliveries').update({
      state: 'sending',
      attempts: 1,
      leased_until: clock.now().plus({ seconds: 90 }).toJSDate(),
    })
    await deliverDue()
    assert.lengthOf(server.received, 0)
    clock.freeze(clock.now().plus({ seconds: 91 }))
    await deliverDue()
    assert.lengthOf(server.mailsTo(cast.ana.email), 1)
  })

  test('asks at the moment of sending whether the person may still see it', async ({ assert }) => {
    const ticket = await ticketAt('approved', cast)
    await db.from('deliveries').update({ state: 'dropped' })
    await assignTicket(ticket.id, { assigneeId: cast.kim.id }, { by: cast.ben, channel: 'web' })
    await addComment(ticket.id, { body: 'A secret' }, { by: cast.maria, channel: 'web' })
    await User.query().where('id', cast.kim.id).update({ department_id: cast.rico.departmentId })
    await db.from('tickets').where('id', ticket.id).update({ assignee_id: cast.joy.id })
    await deliverDue()
    assert.lengthOf(server.mailsTo(cast.kim.email), 0)
    const rows = await Delivery.query().where('userId', cast.kim.id).whereNot('lastError', '')
    assert.isTrue(rows.every((row) => row.state === 'dropped' && row.lastError === 'not_visible'))
    assert.isNotEmpty(rows)
  })

  test('tells somebody who was taken off, without a word of what he sees no longer', async ({
    assert,
  }) => {
    const ticket = await ticketAt('assigned', cast, { title: 'Very private title' })
    await db.from('deliveries').update({ state: 'dropped' })
    await assignTicket(ticket.id, { assigneeId: cast.joy.id }, { by: cast.ben, channel: 'web' })
    await User.query().where('id', cast.kim.id).update({ department_id: cast.rico.departmentId })
    await deliverDue()
    const [mail] = server.mailsTo(cast.kim.email)
    assert.equal(mail.subject, `#${ticket.id} is no longer assigned to you`)
    assert.notInclude(JSON.stringify(mail), 'private title')
  })

  test('sends nothing to deactivated people', async ({ assert }) => {
    await ask(cast.maria)
    await User.query().where('id', cast.ana.id).update({ deactivated_at: new Date() })
    await deliverDue()
    assert.lengthOf(server.received, 0)
    const row = await Delivery.findByOrFail('userId', cast.ana.id)
    assert.equal(row.lastError, 'person_inactive')
  })

  test('a decided request is not sent any more', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await move(cast.admin, ticket, 'approve')
    await deliverDue()
    const row = await Delivery.findByOrFail('userId', cast.ana.id)
    assert.equal(row.state, 'dropped')
    assert.equal(row.lastError, 'no_longer_waits')
    assert.lengthOf(server.mailsTo(cast.ana.email), 0)
  })

  test('after an edit only the newest request is sent, and says what changed', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    const edit = { description: 'Another text.', productId: ticket.productId, quantity: 1 }
    await editBrief(
      ticket.id,
      { ...edit, title: 'A better banner', criteria: 'image', lockVersion: ticket.lockVersion },
      { by: cast.maria, channel: 'web' }
    )
    clock.moveTo(clock.now().plus({ minutes: 2 }))
    await deliverDue()
    const mails = server.mailsTo(cast.ana.email)
    assert.lengthOf(mails, 1)
    assert.include(mails[0].text!, 'Changed since you were last asked: title, description.')
    assert.include(mails[0].text!, 'Another text.')
  })

  test('internal notes reach the handling side alone', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    await db.from('deliveries').update({ state: 'dropped' })
    await addComment(
      ticket.id,
      { body: 'Between us: hurry.', isInternal: true },
      { by: cast.ben, channel: 'web' }
    )
    await User.query().where('id', cast.kim.id).update({ department_id: cast.rico.departmentId })
    await deliverDue()
    assert.lengthOf(server.received, 0)
  })
})

test.group('Without a mail server', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('mails are written as files', async ({ assert }) => {
    const { readFile } = await import('node:fs/promises')
    const { mailDirectory } = await import('#services/deliveries/file_transport')
    const cast = await makeCast()
    await ask(cast.maria)
    await deliverDue()
    const row = await Delivery.findByOrFail('userId', cast.ana.id)
    assert.equal(row.state, 'sent')
    const text = await readFile(`${mailDirectory()}/${row.id}.eml`, 'utf8')
    assert.include(text, `To: Ana Test <${cast.ana.email}>`)
  })
})
