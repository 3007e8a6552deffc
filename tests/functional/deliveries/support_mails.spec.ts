import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { system } from '#services/actor'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { deliverDue } from '#services/deliveries/deliver_due'
import { assignTicket } from '#services/tickets/assign_ticket'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { transferTicket } from '#services/tickets/transfer_ticket'
import { transitionTicket } from '#services/tickets/transition_ticket'
import Department from '#models/department'
import { MailServer } from '#tests/support/mail_server'
import { makePerson } from '#tests/support/people'
import { ask, move } from '#tests/support/tickets'

type Name = 'maria' | 'fiona' | 'fred' | 'ivan' | 'wanda'

test.group('Mails about support tickets', (group) => {
  let server: MailServer
  let who: Record<Name, User>
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    server = new MailServer()
    env.set('SMTP_URL', await server.start())
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    who = {
      maria: await makePerson({ username: 'maria', department: 'Marketing' }),
      fiona: await makePerson({ username: 'fiona', role: 'manager', department: 'Finance' }),
      fred: await makePerson({ username: 'fred', department: 'Finance' }),
      ivan: await makePerson({ username: 'ivan', role: 'manager', department: 'IT' }),
      wanda: await makePerson({ username: 'wanda', department: 'Sales' }),
    }
    return async () => {
      clock.goOn()
      for (const name of ['SMTP_URL', 'IMAP_URL', 'MAIL_REPLY_TO']) env.set(name, '')
      await server.stop()
    }
  })

  /** The newest mail to a person, after all that is due has left. */
  async function mailTo(name: Name) {
    await deliverDue()
    return server.mailsTo(who[name].email).at(-1)
  }

  /** Everything told until now is forgotten, so that the next mail tells of one thing alone. */
  const forget = () => db.from('deliveries').delete()

  async function working(): Promise<Ticket> {
    const ticket = await ask(who.maria, {
      type: 'billing',
      title: 'A wrong invoice',
      description: 'The total of May is wrong.',
      priority: 'high',
    })
    await db
      .table('watchers')
      .insert({ ticket_id: ticket.id, user_id: who.wanda.id, added_at: new Date() })
    await assignTicket(ticket.id, { assigneeId: who.fred.id }, { by: who.fiona, channel: 'web' })
    await move(who.fred, ticket, 'start')
    await forget()
    return ticket
  }

  test('a new one: what is asked, how urgent, and both targets', async ({ assert }) => {
    const { id } = await ask(who.maria, {
      type: 'billing',
      title: 'A wrong <b>invoice</b>',
      description: 'The total of May is wrong.',
      priority: 'high',
    })
    const mail = await mailTo('fiona')
    assert.equal(mail?.subject, `New #${id}: A wrong <b>invoice</b>`)
    const text = mail!.text!
    assert.include(text, `#${id}, Billing, high priority, asked by Maria Test of Marketing`)
    assert.include(text, 'The total of May is wrong.')
    assert.match(text, /First answer by .+\(\S+\)\. Deadline .+\(\S+\)\./)
    assert.include(text, 'You get this because you look after the queue of Finance.')
    assert.notInclude(mail!.html!, '<b>invoice')
    assert.notMatch(mail!.html! + text, /@(if|each|end|let)\b|undefined|translation missing/)
    assert.notMatch(text, /approv|creative|signature/i)
  })

  test('a question: set apart, with the way to answer; others read whom it waits for', async ({
    assert,
  }) => {
    const ticket = await working()
    await move(who.fred, ticket, 'ask_requester', { note: 'Which invoice,\nand which line?' })
    const mail = await mailTo('maria')
    assert.equal(mail?.subject, `An answer is needed for #${ticket.id}: A wrong invoice`)
    assert.include(
      mail!.text!,
      `Answer above this line: the work on #${ticket.id} goes on with it.`
    )
    assert.include(mail!.text!, 'Fred Test asks\n> Which invoice,\n> and which line?')
    assert.include(mail!.text!, 'An answer to this mail continues the work')
    assert.isTrue(mail!.replyTo?.[0]?.address?.startsWith('answers+'))
    const other = await mailTo('wanda')
    assert.equal(other?.subject, `#${ticket.id} waits for the requester: A wrong invoice`)
    assert.notInclude(other!.text!, 'from you')
    assert.notInclude(other!.text!, 'continues the work')
  })

  test('a question that was answered meanwhile is not asked any more', async ({ assert }) => {
    const ticket = await working()
    await move(who.fred, ticket, 'ask_requester', { note: 'Which one?' })
    await addComment(ticket.id, { body: 'May.' }, { by: who.maria, channel: 'web' })
    assert.isUndefined(await mailTo('maria'))
    const answer = await mailTo('fred')
    assert.equal(answer?.subject, `Answer on #${ticket.id}: A wrong invoice`)
    assert.include(answer!.text!, '> May.')
  })

  test('resolved: the whole solution apart, and what to do when it is none', async ({ assert }) => {
    const ticket = await working()
    const note = `Sent anew. ${'It was the tax. '.repeat(60)}End.`
    await move(who.fred, ticket, 'resolve', { note })
    const mail = await mailTo('maria')
    assert.equal(mail?.subject, `#${ticket.id} is resolved: A wrong invoice`)
    assert.include(mail!.text!, 'How it was solved\n> Sent anew.')
    assert.include(mail!.text!, 'End.')
    assert.include(mail!.text!, 'Not solved? Reopen it on its page')
    assert.notInclude(mail!.text!, 'Deadline')
    assert.notInclude(mail!.text!, 'How did it go?')
    const other = await mailTo('wanda')
    assert.include(other!.text!, 'Sent anew.')
    assert.notInclude(other!.text!, 'Reopen it')
  })

  test('closed by the desk: says why, shows the solution, asks once how it went', async ({
    assert,
  }) => {
    const ticket = await working()
    await move(who.fred, ticket, 'resolve', { note: 'Sent anew.' })
    await forget()
    await transitionTicket(ticket.id, 'close', {}, system)
    const mail = await mailTo('maria')
    assert.equal(mail?.subject, `#${ticket.id} is closed: A wrong invoice`)
    assert.include(mail!.text!, 'Closed after 7 days without an answer')
    assert.include(mail!.text!, '> Sent anew.')
    const [, token] = /\/ratings\/([\w-]{43})\?score=1/.exec(mail!.text!)!
    assert.match(mail!.html!, new RegExp(`/ratings/${token}\\?score=5`))
    assert.include(mail!.text!, `it becomes a new ticket that leads back to #${ticket.id}`)
    const rows = await db.from('deliveries').select('details')
    assert.notInclude(JSON.stringify(rows), token)
    const others = await mailTo('fred')
    assert.notMatch(others!.text!, /ratings|Answer above/)
    assert.isUndefined(others!.replyTo)
  })

  test('transferred: who hands it over and why, and what it is about', async ({ assert }) => {
    const ticket = await working()
    const it = await Department.findByOrFail('name', 'IT')
    const form = {
      departmentId: it.id,
      reason: 'The mail server lost it.',
      priority: 'urgent' as const,
    }
    await transferTicket(ticket.id, form, { by: who.fred, channel: 'web' })
    const mail = await mailTo('ivan')
    assert.equal(mail?.subject, `#${ticket.id} is yours to handle now: A wrong invoice`)
    assert.include(mail!.text!, 'Fred Test transferred it to your department')
    assert.include(mail!.text!, '> The mail server lost it.')
    assert.include(mail!.text!, 'From Finance to IT.')
    assert.include(mail!.text!, 'The priority went from High to Urgent.')
    assert.include(mail!.text!, 'The total of May is wrong.')
  })

  test('merged: names where it goes on, for whoever may see that', async ({ assert }) => {
    const ticket = await working()
    const other = await ask(who.maria, { type: 'billing', title: 'All invoices of May' })
    await forget()
    await mergeTickets(ticket.id, { intoId: other.id }, { by: who.fred, channel: 'web' })
    const mail = await mailTo('maria')
    assert.equal(mail?.subject, `#${ticket.id} goes on in another ticket: A wrong invoice`)
    assert.include(mail!.text!, `It goes on in #${other.id} All invoices of May`)
    assert.include(mail!.text!, `/tickets/${other.id}\n`)
    assert.include(mail!.text!, `it becomes a comment on #${other.id}`)
  })

  test('a note goes to the handling side alone, also within a mail that tells of several things', async ({
    assert,
  }) => {
    const ticket = await working()
    const say = (by: User, body: string, isInternal: boolean) =>
      addComment(ticket.id, { body, isInternal }, { by, channel: 'web' })
    await say(who.fiona, 'Nearly done.', false)
    await say(who.fiona, 'Between us: a mess, @fred.', true)
    await move(who.fiona, ticket, 'resolve', { note: 'Sent anew.' })
    const told = await mailTo('maria')
    assert.equal(told?.subject, `2 updates on #${ticket.id}: A wrong invoice`)
    assert.notMatch(told!.text! + told!.html!, /mess|note/i)
    assert.notInclude((await mailTo('wanda'))!.text!, 'mess')
    assert.include((await mailTo('fred'))!.text!, 'a mess')
  })

  test('a question gives its name to a mail that tells of several things', async ({ assert }) => {
    const ticket = await working()
    const by = { by: who.fred, channel: 'web' as const }
    await addComment(ticket.id, { body: 'I look into it.' }, by)
    await move(who.fred, ticket, 'ask_requester', { note: 'Which one?' })
    const mail = await mailTo('maria')
    assert.equal(mail?.subject, `An answer is needed for #${ticket.id}: A wrong invoice`)
    assert.include(mail!.text!, '> I look into it.')
    assert.include(mail!.text!, '> Which one?')
    assert.include(mail!.text!, `Answer #${ticket.id}\n`)
    assert.include(mail!.text!, `the work on #${ticket.id} goes on with it`)
    const others = await mailTo('wanda')
    assert.equal(others?.subject, `2 updates on #${ticket.id}: A wrong invoice`)
  })

  test('a digest says each in the words of its workflow', async ({ assert }) => {
    await db.table('notification_settings').insert({
      user_id: who.maria.id,
      digest_at: '18:00',
      quiet_holds_requests: false,
      updated_at: new Date(),
    })
    clock.freeze(clock.now().startOf('day').plus({ hours: 9 }))
    const ticket = await working()
    await move(who.fred, ticket, 'ask_requester', { note: 'Which one?' })
    const other = await ask(who.maria, { type: 'billing', title: 'Another one' })
    await move(who.fred, other, 'resolve', { note: 'Paid.' })
    assert.isUndefined(await mailTo('maria'))
    clock.freeze(clock.now().plus({ hours: 12 }))
    await deliverDue()
    const mail = await mailTo('maria')
    assert.include(mail?.subject, 'Your day: 2 updates on 2 tickets')
    assert.include(mail!.text!, '* Fred Test needs an answer from you')
    assert.include(mail!.text!, '* Fred Test resolved it')
    assert.include(mail!.text!, '> Paid.')
  })
})
