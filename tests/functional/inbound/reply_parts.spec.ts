import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import Comment from '#models/comment'
import type User from '#models/user'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { deliverDue } from '#services/deliveries/deliver_due'
import { handleMail } from '#services/inbound/handle_mail'
import { MailServer } from '#tests/support/mail_server'
import { makeCast, type Cast } from '#tests/support/people'
import { makeMail } from '#tests/support/replies'
import { ask, ticketAt } from '#tests/support/tickets'

test.group('Mails that can be answered', (group) => {
  let cast: Cast
  let server: MailServer
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    server = new MailServer()
    env.set('SMTP_URL', await server.start())
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    cast = await makeCast()
    return async () => {
      clock.goOn()
      for (const name of ['SMTP_URL', 'IMAP_URL', 'MAIL_REPLY_TO'] as const) env.set(name, '')
      await server.stop()
    }
  })

  /** Answers the newest mail to a person as his mail program would: his words, then all that it said. */
  async function answer(by: User, words: string) {
    const mail = server.mailsTo(by.email).at(-1)!
    const quote = mail.text!.replace(/^/gm, '> ')
    return handleMail(
      await makeMail({
        from: by.email,
        to: mail.replyTo![0].address,
        subject: `Re: ${mail.subject}`,
        text: `${words}\n\nOn Friday the desk wrote:\n${quote}`,
      })
    )
  }

  test('a request says that an answer is a comment and never decides', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await deliverDue()
    const [mail] = server.mailsTo(cast.ana.email)
    const hint = `— Answer above this line: it becomes a comment on #${ticket.id}. An answer never decides. —`
    assert.isTrue(mail.text!.startsWith(hint))
    assert.include(mail.html!, hint)
    assert.match(mail.replyTo![0].address!, /^answers\+[a-z0-9.]+@countersign\.test$/)
    assert.isBelow(mail.replyTo![0].address!.indexOf('@'), 65)
  })

  test('whoever reads the ticket finds no link to decide in what an approver quoted', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    await deliverDue()
    const [mail] = server.mailsTo(cast.ana.email)
    const [link, token] = /http\S+\/decisions\/([\w-]{43})/.exec(mail.text!)!
    assert.include(await answer(cast.ana, `See ${link} or ${token}, -- no.`), {
      result: 'commented',
    })
    const comment = await Comment.findByOrFail('ticketId', ticket.id)
    assert.equal(comment.body, 'See … or …, -- no.')
    assert.include(comment.quoted!, 'One clear line, large product name.')
    const kept = JSON.stringify(comment.serialize())
    for (let at = 0; at + 20 <= token.length; at += 5)
      assert.notInclude(kept, token.slice(at, at + 20))
    assert.notInclude(comment.quoted!, 'http')
  })

  test('what a mail told of a note is answered by a note, also among other news', async ({
    assert,
  }) => {
    const ticket = await ticketAt('assigned', cast)
    await deliverDue()
    clock.moveTo(clock.now().plus({ minutes: 3 }))
    const by = { by: cast.ben, channel: 'web' } as const
    await addComment(ticket.id, { body: 'Between us, @kim: hurry.', isInternal: true }, by)
    await addComment(ticket.id, { body: 'Dear Maria, it is nearly done.' }, by)
    await addComment(ticket.id, { body: 'And a last word.' }, by)
    clock.moveTo(clock.now().plus({ minutes: 3 }))
    await deliverDue()
    assert.include(server.mailsTo(cast.kim.email).at(-1)!.text!, 'Between us')
    assert.include(await answer(cast.kim, 'I do hurry.'), { result: 'noted' })
    assert.include(await answer(cast.maria, 'Thank you.'), { result: 'commented' })
  })

  test('nobody is asked to answer without a mailbox, or mails about accounts', async ({
    assert,
  }) => {
    env.set('IMAP_URL', '')
    await ask(cast.maria)
    await deliverDue()
    const [mail] = server.mailsTo(cast.ana.email)
    assert.isUndefined(mail.replyTo)
    assert.notInclude(mail.text!, 'Answer above')
  })
})
