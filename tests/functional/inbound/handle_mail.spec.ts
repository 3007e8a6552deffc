import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import Attachment from '#models/attachment'
import Comment from '#models/comment'
import type Ticket from '#models/ticket'
import { addComment } from '#services/comments/add_comment'
import clock from '#services/clock'
import { handleMail } from '#services/inbound/handle_mail'
import { replyAddress } from '#services/inbound/reply_address'
import { trashTicket } from '#services/tickets/trash_ticket'
import { lastActivity, told } from '#tests/support/events'
import { makeCast, type Cast } from '#tests/support/people'
import { makeMail, replyTo } from '#tests/support/replies'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)

test.group('A mail that comes in', (group) => {
  let cast: Cast
  let ticket: Ticket
  shareDesk(group, async () => {
    cast = await makeCast()
    ticket = await ticketAt('assigned', cast)
    return [cast, ticket]
  })
  group.each.setup(() => {
    env.set('IMAP_URL', 'imap://127.0.0.1')
    env.set('MAIL_REPLY_TO', 'answers@countersign.test')
    return () => {
      env.set('IMAP_URL', '')
      env.set('MAIL_REPLY_TO', '')
    }
  })

  const comments = () => Comment.query().where('ticketId', ticket.id).orderBy('id')
  const resultOf = async (...mail: Parameters<typeof handleMail>) => {
    const { result } = await handleMail(...mail)
    return result
  }
  const nothing = async () => {
    const [first] = await comments()
    return first === undefined
  }

  test('an answer becomes a comment, through the channel email, and is told', async ({
    assert,
  }) => {
    const raw = await replyTo(ticket, cast.maria, {
      text: 'The logo goes left, @kim.\n\nOn Fri, 21 Nov 2025 Countersign wrote:\n> — Answer above this line —\n> Kim started\n\n-- \nMaria Test\nMarketing\n',
    })
    const outcome = await handleMail(raw)
    const [comment] = await comments()
    assert.deepEqual(outcome, {
      result: 'commented',
      userId: cast.maria.id,
      ticketId: ticket.id,
      commentId: comment.id,
    })
    assert.equal(comment.body, 'The logo goes left, @kim.')
    assert.equal(comment.signature, 'Maria Test\nMarketing')
    assert.include(comment.quoted!, '\nKim started')
    assert.isTrue(comment.isByMail)
    assert.isNull(comment.smallPrint)
    const activity = await lastActivity(ticket.id)
    assert.include(activity, { action: 'commented', channel: 'email', actor_id: cast.maria.id })
    assert.deepEqual(await told(ticket.id, 'mention'), [cast.kim.id])
    const row = await db.from('inbound_mails').firstOrFail()
    assert.include(row, { result: 'commented', comment_id: comment.id, sender: cast.maria.email })
    assert.equal(ticket.status, 'approved')
  })

  test('the same mail again does nothing, with or without its id', async ({ assert }) => {
    const raw = await replyTo(ticket, cast.maria)
    assert.equal(await resultOf(raw), 'commented')
    assert.equal(await resultOf(raw), 'duplicate')
    const bare = Buffer.from(raw.toString().replace(/^Message-ID:.*\r\n/im, ''))
    assert.equal(await resultOf(bare), 'commented')
    assert.equal(await resultOf(bare), 'duplicate')
    assert.lengthOf(await comments(), 2)
  })

  test('an answer never decides', async ({ assert }) => {
    const waiting = await ticketAt('requested', cast)
    const outcome = await handleMail(
      await replyTo(waiting, cast.ana, { text: 'Approve. Approved! Yes.' })
    )
    assert.equal(outcome.result, 'commented')
    await waiting.refresh()
    assert.equal(waiting.status, 'requested')
    assert.isEmpty(await db.from('approvals').where('ticket_id', waiting.id))
  })

  test('an answer to a comment stands below it, one to a note stays a note', async ({ assert }) => {
    const note = await addComment(
      ticket.id,
      { body: 'Between us: hurry.', isInternal: true },
      { by: cast.ben, channel: 'web' }
    )
    const raw = await replyTo(ticket, cast.kim, { commentId: note.id, text: 'On it.' })
    assert.equal(await resultOf(raw), 'noted')
    const answer = await Comment.query().where('parentId', note.id).firstOrFail()
    assert.isTrue(answer.isInternal)
    assert.notInclude(await told(ticket.id, 'internal_note'), cast.maria.id)
    const altered = await replyTo(ticket, cast.maria, { commentId: note.id, text: 'What?' })
    assert.equal(await resultOf(altered), 'refused')
    assert.lengthOf(await comments(), 2)
  })

  test('only the person whom the address was made for, from his own address', async ({
    assert,
  }) => {
    const to = replyAddress({ ticketId: ticket.id, userId: cast.maria.id, commentId: null })!
    const results: Record<string, string> = {}
    const send = async (name: string, form: Parameters<typeof makeMail>[0]) => {
      results[name] = await resultOf(await makeMail({ to, from: cast.maria.email, ...form }))
    }
    const [, numbers] = /\+(.*)\.[a-z2-7]{20}@/.exec(to)!
    const other = numbers.split('.')
    await send('another person', { from: cast.kim.email })
    await send('a name that looks like it', { from: `"${cast.maria.email}" <eve@evil.test>` })
    await send('a longer domain', { from: `${cast.maria.email}.evil.test` })
    await send('two senders', { from: `${cast.maria.email}, eve@evil.test` })
    await send('another ticket', { to: to.replace(`+${other[0]}.`, `+${other[0]}1.`) })
    await send('another user', {
      to: to.replace(numbers, `${other[0]}.${cast.kim.id.toString(36)}.0`),
      from: cast.kim.email,
    })
    await send('another signature', { to: to.replace(/\.[a-z2-7]{20}@/, '.aaaaaaaaaaaaaaaaaaaa@') })
    await send('a short signature', { to: to.replace(/\.[a-z2-7]{20}@/, '.a@') })
    await send('the bare address', { to: 'answers@countersign.test' })
    await send('another domain', { to: to.replace('@', '@mail.') })
    assert.deepEqual(results, {
      'another person': 'wrong_sender',
      'a name that looks like it': 'wrong_sender',
      'a longer domain': 'wrong_sender',
      'two senders': 'wrong_sender',
      'another ticket': 'forged_address',
      'another user': 'forged_address',
      'another signature': 'forged_address',
      'a short signature': 'forged_address',
      'the bare address': 'no_answer',
      'another domain': 'no_answer',
    })
    assert.isTrue(await nothing())
    assert.equal(
      await resultOf(
        await makeMail({ to: to.toUpperCase(), from: cast.maria.email.toUpperCase() })
      ),
      'commented'
    )
  })

  test('nobody answers who lost his account, his right or the ticket', async ({ assert }) => {
    const left = await replyTo(ticket, cast.joy)
    assert.equal(await resultOf(left), 'commented')
    await cast.joy.merge({ departmentId: cast.rico.departmentId }).save()
    assert.equal(await resultOf(await replyTo(ticket, cast.joy)), 'not_visible')
    assert.equal(await resultOf(await replyTo(ticket, cast.rico)), 'not_visible')
    await cast.maria.merge({ adminLockedAt: cast.maria.createdAt }).save()
    assert.equal(await resultOf(await replyTo(ticket, cast.maria)), 'not_active')
    await cast.maria.merge({ adminLockedAt: null, deactivatedAt: cast.maria.createdAt }).save()
    assert.equal(await resultOf(await replyTo(ticket, cast.maria)), 'not_active')
    await cast.ana.merge({ email: 'ana.new@desk.test' }).save()
    const old = await replyTo(ticket, cast.ana, { from: 'ana@desk.test' })
    assert.equal(await resultOf(old), 'wrong_sender')
    await trashTicket(ticket.id, { by: cast.ben, channel: 'web' })
    assert.equal(await resultOf(await replyTo(ticket, cast.ben)), 'not_visible')
    assert.lengthOf(await comments(), 1)
  })

  test('people who are only proposed do not take part yet', async ({ assert }) => {
    const planned = await ticketAt('requested', cast, { assigneeId: cast.kim.id })
    const outcome = await handleMail(await replyTo(planned, cast.kim))
    assert.equal(outcome.result, 'refused')
    const row = await db.from('inbound_mails').orderBy('id', 'desc').firstOrFail()
    assert.include(row.detail, 'planned for you')
  })

  test('machines, bounces and loops are told from people', async ({ assert }) => {
    const cases: [string, string, Parameters<typeof makeMail>[0]][] = [
      ['automatic', 'answering machine', { headers: { 'Auto-Submitted': 'auto-replied' } }],
      ['automatic', 'bulk', { headers: { Precedence: 'bulk' } }],
      ['automatic', 'list', { headers: { 'List-Id': '<all.desk.test>' } }],
      ['automatic', 'suppressed', { headers: { 'X-Auto-Response-Suppress': 'All' } }],
      ['automatic', 'subject', { subject: 'Automatic reply: Approve #12?' }],
      ['automatic', 'subject', { subject: 'Out of Office until Monday' }],
      ['bounce', 'empty path', { headers: { 'Return-Path': '<>' } }],
      ['bounce', 'daemon', { from: 'MAILER-DAEMON@mail.test' }],
      ['loop', 'own header', { headers: { 'X-Countersign-Ticket': '1' } }],
      ['loop', 'own id', { messageId: '<delivery-12@127.0.0.1>' }],
      ['loop', 'own address', { from: 'answers@countersign.test' }],
      ['loop', 'own sender', { from: 'desk@countersign.test' }],
    ]
    for (const [result, name, form] of cases) {
      assert.equal(await resultOf(await replyTo(ticket, cast.maria, form)), result, name)
    }
    const report = await replyTo(ticket, cast.maria)
    const bounced = report
      .toString()
      .replace(/Content-Type: .*/i, 'Content-Type: multipart/report; boundary=x')
    assert.equal(await resultOf(Buffer.from(bounced)), 'bounce')
    assert.isTrue(await nothing())
    const said = {
      headers: { 'Auto-Submitted': 'no' },
      subject: 'Re: #12 Automatic reply templates',
    }
    assert.equal(await resultOf(await replyTo(ticket, cast.maria, said)), 'commented')
  })

  test('what our mail server says of the sender counts, what others say does not', async ({
    assert,
  }) => {
    const results = async (...lines: string[]) => {
      const raw = await replyTo(ticket, cast.maria)
      const head = lines.map((line) => `Authentication-Results: ${line}\r\n`).join('')
      return await resultOf(Buffer.concat([Buffer.from(head), raw]))
    }
    const ours = 'mx.countersign.test;'
    assert.equal(await results(`${ours} spf=fail smtp.mailfrom=desk.test`), 'forged_sender')
    assert.equal(
      await results(
        `${ours} dmarc=fail (p=none) header.from=desk.test; dkim=pass header.d=desk.test`
      ),
      'forged_sender'
    )
    assert.equal(
      await results(`${ours} dkim=fail header.d=desk.test; spf=pass smtp.mailfrom=eve@evil.test`),
      'forged_sender'
    )
    assert.equal(
      await results(
        `${ours} spf=fail smtp.mailfrom=desk.test`,
        'other.test; dkim=pass header.d=desk.test'
      ),
      'forged_sender'
    )
    const smuggled = '"x;dkim=pass header.d=desk.test; "@evil.test'
    assert.equal(await results(`${ours} spf=fail smtp.mailfrom=${smuggled}`), 'forged_sender')
    assert.equal(
      await results(`${ours} spf=pass smtp.mailfrom=evil.test; dmarc=pass header.from=evil.test`),
      'forged_sender'
    )
    assert.isTrue(await nothing())
    assert.equal(
      await results(`${ours} spf=fail smtp.mailfrom=list.test; dkim=pass header.d=desk.test`),
      'commented'
    )
    assert.equal(
      await results(`${ours} spf=pass smtp.mailfrom=desk.test`, 'other.test; spf=fail'),
      'commented'
    )
  })

  test('an empty answer is no comment; one with a picture is', async ({ assert }) => {
    const quote = '\n\nOn Monday Ben wrote:\n> Could you look?\n'
    assert.equal(await resultOf(await replyTo(ticket, cast.maria, { text: quote })), 'empty')
    assert.equal(await resultOf(await replyTo(ticket, cast.maria, { text: ' \n\n' })), 'empty')
    assert.isTrue(await nothing())
    const attachments = [{ filename: 'proof.png', content: png }]
    await handleMail(await replyTo(ticket, cast.maria, { text: quote, attachments }))
    const [comment] = await comments()
    assert.equal(comment.body, 'proof.png')
  })

  test('HTML alone becomes words; nothing active of it is kept', async ({ assert }) => {
    const html =
      '<html><head><style>p{color:red}</style></head><body><p>Hello <b>Kim</b>,</p><p>use &lt;b&gt; twice<br>and &amp; once.</p>' +
      '<script>alert(1)</script><img src="https://evil.test/x.gif" onerror="alert(2)">' +
      '<div class="gmail_quote">On Mon, Countersign wrote:<blockquote>— Answer above this line —<p>Old <i>words</i></p></blockquote></div></body></html>'
    await handleMail(await replyTo(ticket, cast.maria, { html }))
    const [comment] = await comments()
    assert.equal(comment.body, 'Hello Kim,\n\nuse <b> twice\nand & once.')
    assert.include(comment.quoted!, 'Old words')
    assert.notMatch(comment.body + comment.quoted, /alert|evil|script|color:red/)
  })

  test('attachments are judged like files of a form; what is refused is said', async ({
    assert,
  }) => {
    const attachments = [
      { filename: '../../etc/pass\u202ewd.png', content: png },
      { filename: 'setup.exe', content: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]) },
      { filename: 'page.png', content: '<!doctype html><script>alert(1)</script>' },
      { filename: 'empty.txt', content: '' },
      { content: png, contentType: 'image/png', cid: 'logo@mail.test', filename: 'logo.png' },
      { filename: 'smime.p7s', content: 'x', contentType: 'application/pkcs7-signature' },
    ]
    await handleMail(
      await replyTo(ticket, cast.maria, {
        attachments,
        html: '<p>See</p><img src="cid:logo@mail.test">',
      })
    )
    const [comment] = await comments()
    const files = await Attachment.query().where('commentId', comment.id).orderBy('id')
    assert.deepEqual(
      files.map(({ name, mime }) => [name, mime]),
      [
        ['passwd.png', 'image/png'],
        ['page.png', 'text/html'],
      ]
    )
    assert.include(comment.smallPrint!, 'setup.exe is a kind of file that is not taken here')
    assert.notInclude(comment.smallPrint!, 'logo')
  })

  test('of fifty attachments as many are taken as the ticket holds', async ({ assert }) => {
    const attachments = Array.from({ length: 50 }, (_, at) => ({
      filename: `${at}.txt`,
      content: `file ${at}`,
    }))
    await handleMail(await replyTo(ticket, cast.maria, { attachments }))
    const [comment] = await comments()
    const kept = await db.from('attachments').where('comment_id', comment.id)
    assert.lengthOf(kept, 20)
    assert.equal(comment.smallPrint, 'A ticket holds at most 20 files. Remove some.')
    await handleMail(
      await replyTo(ticket, cast.maria, { text: 'And more', attachments: attachments.slice(0, 1) })
    )
    const [, second] = await comments()
    assert.equal(second.body, 'And more')
    assert.isEmpty(await db.from('attachments').whereNull('ticket_id'))
  })

  test('what is too big, too long or no mail at all stops nothing', async ({ assert }) => {
    const raw = await replyTo(ticket, cast.maria)
    assert.equal(await resultOf(raw.subarray(0, 2000), 31 * 1024 * 1024), 'too_big')
    assert.equal(await resultOf(Buffer.alloc(0)), 'unreadable')
    assert.equal(await resultOf(Buffer.alloc(300_000, 0x61)), 'unreadable')
    assert.isTrue(await nothing())
    await handleMail(
      await replyTo(ticket, cast.maria, { text: `Long\0 ${'word '.repeat(20_000)}` })
    )
    const [comment] = await comments()
    assert.lengthOf(comment.body, 20_000)
    assert.include(comment.smallPrint!, 'longer than')
  })

  test('two answering machines that hide what they are come to an end', async ({ assert }) => {
    const results = new Set<string>()
    for (let nth = 0; nth < 32; nth += 1)
      results.add(await resultOf(await replyTo(ticket, cast.maria)))
    assert.deepEqual([...results], ['commented', 'too_many'])
    assert.lengthOf(await comments(), 30)
    assert.equal(await resultOf(await replyTo(ticket, cast.ben)), 'commented')
    clock.moveTo(clock.now().plus({ minutes: 61 }))
    assert.equal(await resultOf(await replyTo(ticket, cast.maria)), 'commented')
  })

  test('the page folds away what was quoted, and shows it as plain words', async ({ assert }) => {
    const text =
      'New <b>words</b>\n\nOn Friday Ben wrote:\n> <script>alert(1)</script> https://desk.test/decisions/x\n'
    await handleMail(await replyTo(ticket, cast.maria, { text }))
    const visitor = await visit(cast.ben)
    const page = await visitor.get(`/tickets/${ticket.id}`)
    assert.equal(page.status, 200)
    assert.include(page.text, '<small>by e-mail</small>')
    assert.match(page.text, /<details class="comment-mail">\s*<summary>Quoted mail<\/summary>/)
    assert.include(page.text, '&lt;script&gt;alert(1)&lt;/script&gt; …')
    assert.notInclude(page.text, 'desk.test/decisions')
  })
})
