import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import Delivery from '#models/delivery'
import User from '#models/user'
import clock from '#services/clock'
import { tellAccount } from '#services/accounts/tell_account'
import { claimDelivery, nextDeliveryAt } from '#services/deliveries/claim_delivery'
import { deliverDue } from '#services/deliveries/deliver_due'
import { joinDeliveries } from '#services/deliveries/join_deliveries'
import { paceDelivery } from '#services/deliveries/pace_delivery'
import { countQueries } from '#services/observing/query_counter'
import { deactivatePerson } from '#services/people/deactivate_person'
import { editBrief } from '#services/tickets/edit_brief'
import { MailServer } from '#tests/support/mail_server'
import { forgetMails, leavesAt, say, wants, waysOf } from '#tests/support/pacing'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, move, ticketAt } from '#tests/support/tickets'

/** A Wednesday; everybody lives in Manila here, where it is 17:00. */
const NOON = DateTime.fromISO('2026-03-04T09:00:00Z')

test.group('When mails leave', (group) => {
  let cast: Cast
  let server: MailServer
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    clock.freeze(NOON)
    server = new MailServer()
    env.set('SMTP_URL', await server.start())
    cast = await makeCast()
    await User.query().update({ time_zone: 'Asia/Manila' })
    return async () => {
      clock.goOn()
      env.set('SMTP_URL', '')
      await server.stop()
    }
  })

  const after = (seconds: number) => clock.freeze(NOON.plus({ seconds }))
  const subjects = (person: User) => server.mailsTo(person.email).map(({ subject }) => subject)

  /** A ticket that is worked on, of which nothing waits to be mailed. */
  async function quietTicket(title = 'Payday push') {
    const ticket = await ticketAt('in_progress', cast, { title })
    await forgetMails()
    return ticket
  }

  test('what one act did to several tickets leaves as one mail', async ({ assert }) => {
    const tickets = [await quietTicket('Payday push'), await quietTicket('Another one')]
    const choices = { work: new Map([[cast.kim.departmentId, cast.joy.id]]), posts: new Map() }
    await deactivatePerson(cast.kim.id, { choices }, { by: cast.admin, channel: 'web' })
    await deliverDue()
    assert.deepEqual(subjects(cast.joy), ['2 updates on 2 tickets'])
    const [{ text }] = server.mailsTo(cast.joy.email)
    for (const { id, title } of tickets) assert.include(text, `#${id} ${title}`)
    assert.include(text, 'one act concerned all of these')
    assert.deepEqual(await waysOf(cast.joy), ['assigned sent', 'assigned joined'])
  })

  test('one a minute about a ticket; what comes meanwhile leaves as one', async ({ assert }) => {
    const { id } = await quietTicket()
    const other = await quietTicket('Another one')
    await say(cast.kim, id, 'First')
    await deliverDue()
    after(10)
    await say(cast.kim, id, 'Second <b>thought</b>')
    await say(cast.kim, other.id, 'Elsewhere')
    await deliverDue()
    after(20)
    await say(cast.ben, id, 'Third')
    await deliverDue()
    assert.deepEqual(subjects(cast.maria), [
      `Kim Test commented on #${id}: Payday push`,
      `Kim Test commented on #${other.id}: Another one`,
    ])
    assert.deepEqual(await waysOf(cast.maria, id, 2), [
      'comment waiting minute',
      'comment waiting minute',
    ])
    assert.equal((await nextDeliveryAt('email'))!.getTime(), NOON.plus({ seconds: 60 }).toMillis())
    after(59)
    await deliverDue()
    assert.lengthOf(server.mailsTo(cast.maria.email), 2)
    after(60)
    await deliverDue()
    await deliverDue()
    const [, , joined, ...more] = server.mailsTo(cast.maria.email)
    assert.isEmpty(more)
    assert.equal(joined.subject, `2 updates on #${id}: Payday push`)
    assert.match(joined.text!, /Kim Test commented \(Wed 4 Mar 2026, 17:00\)\n> Second <b>thought/)
    assert.match(joined.text!, /Ben Test commented \(.*\)\n> Third/)
    assert.isBelow(joined.text!.indexOf('Second'), joined.text!.indexOf('Third'))
    assert.include(joined.text!, 'Times are those of Asia/Manila.')
    assert.include(joined.html!, 'Second &lt;b&gt;thought&lt;/b&gt;')
    assert.notMatch(joined.html!, /@(if|each|end|let)\b|undefined|translation missing/)
    const header = (key: string) => joined.headers.find((one) => one.key === key)?.value
    assert.equal(header('references'), `<ticket-${id}@127.0.0.1>`)
    const rows = await Delivery.query().where({ userId: cast.maria.id, ticketId: id }).orderBy('id')
    const [leader, part] = rows.slice(-2)
    assert.deepEqual([leader.state, part.state], ['sent', 'joined'])
    assert.equal(part.joinedInto, leader.id)
    assert.equal(part.messageId, leader.messageId)
    assert.isNull(leader.heldFor)
  })

  test('a request to decide is not held behind a held mail, and never joined', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria, { title: 'Payday push' })
    await db
      .table('watchers')
      .insert({ ticket_id: ticket.id, user_id: cast.ana.id, added_at: new Date() })
    await deliverDue()
    after(120)
    await say(cast.maria, ticket.id, 'One')
    await deliverDue()
    after(130)
    await say(cast.maria, ticket.id, 'Two')
    await say(cast.maria, ticket.id, 'Three')
    await deliverDue()
    after(140)
    const edit = { title: 'Better', description: 'x', productId: ticket.productId, quantity: 1 }
    await editBrief(
      ticket.id,
      { ...edit, criteria: 'image', lockVersion: ticket.lockVersion },
      { by: cast.maria, channel: 'web' }
    )
    await deliverDue()
    assert.deepEqual(subjects(cast.ana).slice(-1), [`Approve #${ticket.id}? Better`])
    assert.lengthOf(subjects(cast.ana), 3)
    after(210)
    await deliverDue()
    assert.deepEqual(subjects(cast.ana).slice(3), [`2 updates on #${ticket.id}: Better`])
  })

  test('a request to decide does not wait for a joined mail on its way', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await db
      .table('watchers')
      .insert({ ticket_id: ticket.id, user_id: cast.ana.id, added_at: new Date() })
    await deliverDue()
    after(10)
    await say(cast.maria, ticket.id, 'One')
    await deliverDue()
    after(70)
    const slow = await claimDelivery('email')
    assert.equal(slow!.kind, 'comment')
    const edit = { title: 'Better', description: 'x', productId: ticket.productId, quantity: 1 }
    await editBrief(
      ticket.id,
      { ...edit, criteria: 'image', lockVersion: ticket.lockVersion },
      { by: cast.maria, channel: 'web' }
    )
    await say(cast.maria, ticket.id, 'Two')
    const next = await claimDelivery('email')
    assert.equal(next?.kind, 'new_request')
    assert.isNull(await claimDelivery('email'))
  })

  test('visibility is asked for every part again', async ({ assert }) => {
    const { id } = await quietTicket()
    await say(cast.ben, id, 'Open word')
    await deliverDue()
    after(5)
    await say(cast.ben, id, 'Second open word')
    await say(cast.ben, id, 'Between us', true)
    await say(cast.ben, id, 'Third open word')
    await deliverDue()
    await db.table('watchers').insert({ ticket_id: id, user_id: cast.kim.id, added_at: new Date() })
    await User.query().where('id', cast.kim.id).update({ department_id: cast.rico.departmentId })
    await db.from('tickets').where('id', id).update({ assignee_id: cast.joy.id })
    after(65)
    await deliverDue()
    const [, joined] = server.mailsTo(cast.kim.email)
    assert.include(joined.subject!, '2 updates on')
    assert.notInclude(joined.text! + joined.html!, 'Between us')
    assert.deepEqual(await waysOf(cast.kim, id, 3), [
      'comment sent',
      'internal_note dropped',
      'comment joined',
    ])
  })

  const NIGHT = { quietFrom: '22:00', quietUntil: '07:00' }
  const DEEP_NIGHT = { ...NIGHT, quietHoldsRequests: true }
  const EVENING = { digestAt: '18:00' }

  /** What a person wants, the time in Manila, what comes, and why and until when (UTC) it waits. */
  const WISHES = [
    ['quiet nights', NIGHT, '2026-03-04T21:59', 'comment', null],
    ['quiet nights', NIGHT, '2026-03-04T23:00', 'comment', 'quiet 2026-03-04T23:00:00Z'],
    ['quiet nights', NIGHT, '2026-03-05T06:59', 'comment', 'quiet 2026-03-04T23:00:00Z'],
    ['quiet nights', NIGHT, '2026-03-05T07:00', 'comment', null],
    ['quiet nights', NIGHT, '2026-03-04T23:00', 'request', null],
    ['quiet for requests', DEEP_NIGHT, '2026-03-04T23:00', 'request', 'quiet 2026-03-04T23:00:00Z'],
    ['quiet for requests', DEEP_NIGHT, '2026-03-04T23:00', 'account', null],
    ['a digest', EVENING, '2026-03-04T17:00', 'comment', 'digest 2026-03-04T10:00:00Z'],
    ['a digest', EVENING, '2026-03-04T19:00', 'comment', 'digest 2026-03-05T10:00:00Z'],
    ['a digest', EVENING, '2026-03-04T19:00', 'request', null],
    ['a digest', EVENING, '2026-03-04T19:00', 'account', null],
  ] as const

  test('{0}, {2}: a {3}')
    .with([...WISHES])
    .run(async ({ assert }, [, wish, local, what, waits]) => {
      const ticket = await ask(cast.maria)
      await forgetMails()
      await wants(cast.ana, wish)
      await wants(cast.maria, wish)
      clock.freeze(DateTime.fromISO(local, { zone: 'Asia/Manila' }))
      if (what === 'comment') await say(cast.ana, ticket.id, 'Hello')
      if (what === 'request') await ask(cast.maria, { title: 'Another' })
      if (what === 'account') {
        await db.transaction((trx) => tellAccount(trx, cast.maria.id, 'password_reset'))
      }
      await deliverDue()
      const reader = what === 'request' ? cast.ana : cast.maria
      const mine = () => Delivery.query().where('userId', reader.id).orderBy('id', 'desc')
      const row = await mine().firstOrFail()
      assert.equal(row.state === 'waiting' ? `${row.heldFor} ${leavesAt(row)}` : null, waits)
      assert.equal(row.attempts, waits ? 0 : 1)
      assert.lengthOf(server.mailsTo(reader.email), waits ? 0 : 1)
      clock.freeze(row.nextTryAt)
      await deliverDue()
      assert.lengthOf(server.mailsTo(reader.email), 1)
    })

  test('the daily digest is one mail, a ticket after the other', async ({ assert }) => {
    await wants(cast.maria, { digestAt: '18:00' })
    const [one, two] = [await quietTicket('One <i>'), await quietTicket('Two')]
    for (const [nth, id] of [one.id, two.id, one.id, two.id, one.id].entries()) {
      after(nth * 60)
      await say(cast.kim, id, `Word ${nth}`)
      await deliverDue()
    }
    assert.isEmpty(subjects(cast.maria))
    after(3600)
    await Promise.all([deliverDue(), deliverDue()])
    await deliverDue()
    const [digest, ...more] = server.mailsTo(cast.maria.email)
    assert.isEmpty(more)
    assert.equal(digest.subject, 'Your day: 5 updates on 2 tickets')
    const words = [...digest.text!.matchAll(/^#\d+ (One|Two)|Word \d/gm)].map(([found]) => found)
    assert.deepEqual(words, [
      `#${one.id} One`,
      'Word 0',
      'Word 2',
      'Word 4',
      `#${two.id} Two`,
      'Word 1',
      'Word 3',
    ])
    assert.include(digest.html!, 'One &lt;i&gt;')
    assert.include(digest.text!, '/me/notifications#email')
    const ways = await waysOf(cast.maria)
    assert.isTrue(ways.every((way) => !way.includes('waiting')))
    await say(cast.kim, one.id, 'Tomorrow')
    await deliverDue()
    after(3600 + 86_399)
    await deliverDue()
    assert.lengthOf(server.mailsTo(cast.maria.email), 1)
    after(3600 + 86_400)
    await deliverDue()
    assert.equal(subjects(cast.maria)[1], `Your day: 1 update on #${one.id}: One <i>`)
  })

  test('a worker that was away sends one digest for each person all the same', async ({
    assert,
  }) => {
    await wants(cast.maria, { digestAt: '18:00' })
    const tickets = [await quietTicket('One'), await quietTicket('Two'), await quietTicket('Three')]
    for (const { id } of tickets) {
      await say(cast.kim, id, 'A word')
      await say(cast.kim, id, 'Another word')
    }
    after(2 * 3600)
    await Promise.all([deliverDue(), deliverDue(), deliverDue()])
    await deliverDue()
    assert.deepEqual(subjects(cast.maria), ['Your day: 6 updates on 3 tickets'])
  })

  test('switching the digest off lets go what it held', async ({ assert }) => {
    await wants(cast.maria, { digestAt: '18:00' })
    const { id } = await quietTicket()
    await say(cast.kim, id, 'One')
    await deliverDue()
    await say(cast.kim, id, 'Two')
    await deliverDue()
    assert.deepEqual(await waysOf(cast.maria, id, 2), [
      'comment waiting digest',
      'comment waiting digest',
    ])
    await wants(cast.maria, { digestAt: '' })
    await deliverDue()
    assert.deepEqual(subjects(cast.maria), [`2 updates on #${id}: Payday push`])
  })

  test('a worker that dies before its mail is out loses and doubles nothing', async ({
    assert,
  }) => {
    const { id } = await quietTicket()
    for (const word of ['One', 'Two', 'Three']) await say(cast.kim, id, word)
    const leader = (await claimDelivery('email'))!
    const pace = await paceDelivery(leader)
    assert.lengthOf(await joinDeliveries(leader, pace), 2)
    assert.isNull(await claimDelivery('email'))
    await say(cast.kim, id, 'Four')
    after(91)
    await Promise.all([deliverDue(), deliverDue()])
    assert.deepEqual(subjects(cast.maria), [`3 updates on #${id}: Payday push`])
    after(151)
    await deliverDue()
    assert.deepEqual(subjects(cast.maria).slice(1), [`Kim Test commented on #${id}: Payday push`])
  })

  test('a refusal for now frees what went along; all of it comes with the next try', async ({
    assert,
  }) => {
    const { id } = await quietTicket()
    for (const word of ['One', 'Two']) await say(cast.kim, id, word)
    server.verdict = ({ tries }) => (tries === 1 ? 451 : undefined)
    await deliverDue()
    assert.isEmpty(await Delivery.query().whereNotNull('joinedInto'))
    await say(cast.kim, id, 'Three')
    await deliverDue()
    assert.isEmpty(subjects(cast.maria))
    after(40)
    await deliverDue()
    assert.deepEqual(subjects(cast.maria), [`3 updates on #${id}: Payday push`])
  })

  test('given up for good, what went along leaves by itself', async ({ assert }) => {
    const { id } = await quietTicket()
    for (const word of ['One', 'Two']) await say(cast.kim, id, word)
    server.verdict = ({ tries }) => (tries === 1 ? 550 : undefined)
    await deliverDue()
    await deliverDue()
    assert.deepEqual(await waysOf(cast.maria, id, 2), ['comment failed', 'comment sent'])
    assert.lengthOf(subjects(cast.maria), 1)
  })

  test('asks the database equally often for two parts and for twelve', async ({ assert }) => {
    const count = async (words: number) => {
      const { id } = await quietTicket()
      await wants(cast.kim, { on: [] })
      await wants(cast.ben, { on: [] })
      for (let nth = 0; nth < words; nth++) await say(cast.kim, id, `Word ${nth}`)
      return countQueries(async (counted) => {
        await deliverDue()
        return counted.queries
      })
    }
    const few = await count(3)
    assert.isAbove(few, 0)
    assert.equal(await count(13), few)
    assert.deepEqual(
      subjects(cast.maria).map((subject) => subject!.split(' ')[0]),
      ['3', '13']
    )
  })

  test('what is no longer wanted in the end is not waited for', async ({ assert }) => {
    await wants(cast.maria, { quietFrom: '16:00', quietUntil: '20:00' })
    const { id } = await quietTicket()
    await say(cast.kim, id, 'One')
    await deliverDue()
    await move(cast.kim, await ticketAt('in_progress', cast), 'complete')
    assert.include(await waysOf(cast.maria, id), 'comment waiting quiet')
    await User.query().where('id', cast.maria.id).update({ deactivated_at: new Date() })
    after(3 * 3600)
    await deliverDue()
    assert.include(await waysOf(cast.maria, id), 'comment dropped')
    assert.isEmpty(subjects(cast.maria))
  })
})
