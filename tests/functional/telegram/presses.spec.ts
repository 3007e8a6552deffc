import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Ticket from '#models/ticket'
import User from '#models/user'
import clock from '#services/clock'
import { endAccess } from '#services/accounts/end_access'
import { assignTicket } from '#services/tickets/assign_ticket'
import { BotDesk, buttonsOf, dataOf } from '#tests/support/bot_desk'
import type { ApiUser, Shown } from '#tests/support/bot_api'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, move, ticketAt, type Stage } from '#tests/support/tickets'

test.group('Presses in Telegram', (group) => {
  let cast: Cast
  let desk: BotDesk
  let at: Record<'ana' | 'ben' | 'kim' | 'maria' | 'rico', ApiUser>
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    desk = new BotDesk()
    await desk.start()
    at = {
      ana: await desk.link(cast.ana),
      ben: await desk.link(cast.ben),
      kim: await desk.link(cast.kim),
      maria: await desk.link(cast.maria),
      rico: await desk.link(cast.rico),
    }
    return async () => {
      clock.goOn()
      await desk.stop()
    }
  })

  /** A ticket at a stage, and the newest card of somebody about it. */
  async function cardAt(stage: Stage, who: keyof typeof at, form = {}) {
    const ticket = await ticketAt(stage, cast, form)
    await desk.work()
    return { ticket, card: desk.api.last(at[who])! }
  }

  const newest = (who: keyof typeof at) => desk.api.last(at[who])!
  const statusOf = async (ticket: Ticket) => {
    const { status } = await Ticket.findOrFail(ticket.id)
    return status
  }
  const activities = async (ticket: Ticket) => {
    const [row] = await db.from('activities_in_full').where('ticket_id', ticket.id).count('* as n')
    return Number(row.n)
  }

  /** Presses what nobody may press, and looks that nothing came of it. */
  async function refused(ticket: Ticket, press: () => Promise<{ text: string; isAlert: boolean }>) {
    const before = [await statusOf(ticket), await activities(ticket)]
    const said = await press()
    const after = [await statusOf(ticket), await activities(ticket)]
    if (!said.isAlert || said.text === '') throw new Error(`not refused: ${JSON.stringify(said)}`)
    if (String(before) !== String(after)) throw new Error(`changed: ${before} to ${after}`)
    return said.text
  }

  const kinds: [stage: Stage, who: keyof typeof at, button: string, leads: string][] = [
    ['requested', 'ana', 'Approve', 'pending_creative'],
    ['pending_creative', 'ben', 'Approve', 'approved'],
    ['assigned', 'kim', 'Start', 'in_progress'],
    ['completed', 'maria', 'Confirm', 'completed'],
  ]
  for (const [stage, who, button, leads] of kinds) {
    test(`${button} at ${stage}: made once; refused for strangers, replays, forwarded cards`, async ({
      assert,
    }) => {
      const { ticket, card } = await cardAt(stage, who)
      const data = dataOf(card, button)
      assert.equal(
        await refused(ticket, () => desk.pressData(at.rico, card, data)),
        'Buttons work in your own chat with the bot alone. Nothing was changed.'
      )
      const forwarded = { ...card, id: card.id + 5000, chat: desk.api.chatWith(at.rico) }
      assert.equal(
        await refused(ticket, () => desk.pressData(at.rico, forwarded, data)),
        "This button is somebody else's. Nothing was changed."
      )
      const elsewhere = { ...card, id: card.id + 5000 }
      await refused(ticket, () => desk.pressData(at[who], elsewhere, data))
      const stranger = desk.api.person(9, 'Nobody', { hasStarted: true })
      const there = { ...card, chat: desk.api.chatWith(stranger) }
      assert.include(
        await refused(ticket, () => desk.pressData(stranger, there, data)),
        'not linked'
      )

      const said = await desk.press(at[who], card, button)
      assert.isFalse(said.isAlert)
      assert.include(said.text, `#${ticket.id}`)
      assert.equal(await statusOf(ticket), leads)
      const made = await db
        .from('activities_in_full')
        .where('ticket_id', ticket.id)
        .orderBy('id', 'desc')
      assert.deepInclude(made[0], { channel: 'telegram', actor_id: cast[who].id })

      await refused(ticket, () => desk.pressData(at[who], card, data))
      await desk.work()
      await refused(ticket, () => desk.pressData(at[who], card, data))
    })
  }

  test('Reject asks for the reason as a reply', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    const said = await desk.press(at.ana, card, 'Reject')
    assert.isFalse(said.isAlert)
    assert.equal(await statusOf(ticket), 'requested')
    const question = newest('ana')
    assert.isTrue(question.forcesReply)
    assert.include(question.text, `Why do you reject #${ticket.id}?`)
    assert.isFalse(await desk.reply(at.ana, card, 'A word to the card itself'))
    assert.isTrue(await desk.reply(at.ana, question, 'Not <b>this</b> month.'))
    assert.equal(await statusOf(ticket), 'rejected')
    const approval = await db.from('approvals').orderBy('id', 'desc').firstOrFail()
    assert.deepInclude(approval, { note: 'Not <b>this</b> month.', channel: 'telegram' })
    assert.equal(newest('ana').text, `#${ticket.id} rejected.`)
    await desk.work()
    assert.include(card.text, 'You rejected it')
    assert.deepEqual(buttonsOf(card), ['Open'])
    await desk.reply(at.ana, question, 'Once more.')
    assert.include(newest('ana').text, 'no longer open')
  })

  test('two presses ask twice; a reply to either question answers, once', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    await desk.press(at.ana, card, 'Reject')
    const first = newest('ana')
    await desk.press(at.ana, card, 'Reject')
    const second = newest('ana')
    assert.notEqual(second.id, first.id)
    assert.isTrue(await desk.reply(at.ana, first, 'The logo is the old one.'))
    assert.equal(await statusOf(ticket), 'rejected')
    assert.equal(newest('ana').text, `#${ticket.id} rejected.`)
    await desk.reply(at.ana, second, 'Once more.')
    assert.include(newest('ana').text, 'no longer open')
  })

  test('an answer after ten minutes counts no more; the button works again', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    await desk.press(at.ana, card, 'Reject')
    const first = newest('ana')
    clock.moveTo(clock.now().plus({ minutes: 10, seconds: 1 }))
    await desk.reply(at.ana, first, 'Too late.')
    assert.include(newest('ana').text, 'The 10 minutes are over')
    assert.equal(await statusOf(ticket), 'requested')
    await desk.press(at.ana, card, 'Reject')
    await desk.reply(at.ana, newest('ana'), 'In time.')
    assert.equal(await statusOf(ticket), 'rejected')
  })

  test('who thinks better of it approves instead; the question is closed', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    await desk.press(at.ana, card, 'Reject')
    const question = newest('ana')
    await desk.press(at.ana, card, 'Approve')
    assert.equal(await statusOf(ticket), 'pending_creative')
    await desk.reply(at.ana, question, 'No, not.')
    assert.equal(await statusOf(ticket), 'pending_creative')
    assert.include(newest('ana').text, 'no longer open')
  })

  test('an empty answer asks on, somebody else’s is not heard', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    await desk.press(at.ana, card, 'Reject')
    const question = newest('ana')
    assert.isTrue(await desk.reply(at.ana, question, ' '))
    assert.include(newest('ana').text, 'Write it as text')
    assert.isFalse(await desk.reply(at.rico, { ...question, chat: card.chat }, 'Me!'))
    assert.equal(await statusOf(ticket), 'requested')
    await desk.reply(at.ana, question, 'Now.')
    assert.equal(await statusOf(ticket), 'rejected')
  })

  test('a reason for what was decided meanwhile decides nothing', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    await desk.press(at.ana, card, 'Reject')
    const question = newest('ana')
    await move(cast.admin, ticket, 'approve')
    await desk.reply(at.ana, question, 'No.')
    assert.equal(
      newest('ana').text,
      `Olga Test has already approved #${ticket.id}. Nothing was changed.`
    )
    assert.equal(await statusOf(ticket), 'pending_creative')
  })

  test('a revision is asked for in words', async ({ assert }) => {
    const { ticket, card } = await cardAt('completed', 'maria')
    await desk.press(at.maria, card, 'Ask for a revision')
    await desk.reply(at.maria, newest('maria'), 'A bigger line.')
    assert.equal(await statusOf(ticket), 'in_progress')
    const comment = await db.from('comments').where('ticket_id', ticket.id).firstOrFail()
    assert.equal(comment.body, 'A bigger line.')
    await desk.work()
    assert.deepEqual(buttonsOf(newest('kim')), ['Complete', 'Open'])
  })

  test('Complete of a shoot asks when it ended, until it understands', async ({ assert }) => {
    const now = DateTime.fromISO('2026-11-21T18:00:00', { zone: 'Asia/Manila' })
    clock.freeze(now)
    cast.kim.timeZone = 'Asia/Manila'
    await cast.kim.save()
    let ticket = await ask(cast.maria, {
      type: 'photoshoot',
      criteria: undefined,
      scheduledStart: now.minus({ hours: 8 }),
      scheduledEnd: now.minus({ hours: 1 }),
    })
    await move(cast.ana, ticket, 'approve')
    await move(cast.ben, ticket, 'approve')
    ticket = await assignTicket(
      ticket.id,
      { assigneeId: cast.kim.id },
      { by: cast.ben, channel: 'web' }
    )
    await move(cast.kim, ticket, 'start')
    await desk.work()
    const card = desk.api.in(at.kim).find((one) => buttonsOf(one).includes('Complete'))!
    assert.include(card.text, 'Starts Sat 21 Nov 2026, 10:00 (Asia/Manila), ends')
    await desk.press(at.kim, card, 'Complete')
    assert.include(newest('kim').text, '(Asia/Manila)')
    await desk.reply(at.kim, newest('kim'), 'when the sun sank')
    assert.include(newest('kim').text, 'That is no time I can read.')
    await desk.reply(at.kim, newest('kim'), '2026-11-21 05:00')
    assert.include(newest('kim').text, 'It cannot have ended before it started.')
    assert.isTrue(newest('kim').forcesReply)
    await desk.reply(at.kim, newest('kim'), '16:45')
    const done = await Ticket.findOrFail(ticket.id)
    assert.equal(done.status, 'completed')
    assert.equal(
      done.actualEnd!.setZone('Asia/Manila').toFormat('yyyy-MM-dd HH:mm'),
      '2026-11-21 16:45'
    )
  })

  test('an old version decides nothing, also before its card is rewritten', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    await db.from('tickets').where('id', ticket.id).update({ brief_version: 2 })
    assert.equal(
      await refused(ticket, () => desk.press(at.ana, card, 'Approve')),
      `The brief of #${ticket.id} changed since you saw it. Read it again, then decide.`
    )
    await refused(ticket, () => desk.press(at.ana, card, 'Reject'))
  })

  test('who was faster on the page is named', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    await move(cast.admin, ticket, 'approve')
    assert.equal(
      await refused(ticket, () => desk.press(at.ana, card, 'Approve')),
      `Olga Test has already approved #${ticket.id}. Nothing was changed.`
    )
  })

  test('rights that ended end at once, before any card is rewritten', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    await db.transaction((trx) => endAccess(trx, cast.ana, { keepsTelegram: true }))
    assert.include(await refused(ticket, () => desk.press(at.ana, card, 'Approve')), 'out of date')
    await User.query().where('id', cast.ana.id).update({ deactivated_at: new Date() })
    assert.include(await refused(ticket, () => desk.press(at.ana, card, 'Approve')), 'not linked')
  })

  test('a question outlives no right', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    await desk.press(at.ana, card, 'Reject')
    const question = newest('ana')
    await db.transaction((trx) => endAccess(trx, cast.ana, { keepsTelegram: true }))
    await desk.reply(at.ana, question, 'No.')
    assert.equal(await statusOf(ticket), 'requested')
    assert.include(newest('ana').text, 'out of date')
  })

  test('nonsense in a press does nothing', async () => {
    const { ticket, card } = await cardAt('requested', 'ana')
    const good = dataOf(card, 'Approve')
    const forged = [
      '',
      'approve',
      '0'.repeat(43),
      `${good}x`,
      good.slice(1),
      good.toUpperCase(),
      "' or 1=1 --",
      '../../../etc/passwd',
      '😀'.repeat(16),
      '\0',
      '{"move":"approve"}',
    ]
    for (const data of forged) await refused(ticket, () => desk.pressData(at.ana, card, data))
    for (let n = 0; n < 200; n += 1) {
      const data = String.fromCharCode(
        ...Array.from({ length: 1 + (n % 60) }, () => 32 + Math.floor(Math.random() * 600))
      )
      await refused(ticket, () => desk.pressData(at.ana, card, data))
    }
  }).timeout(20_000)

  test('a press without a message, or in a group, is refused', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    const room = desk.api.group(-100, 'The office')
    const there = { ...card, chat: room } as Shown
    assert.include(
      await refused(ticket, () => desk.pressData(at.ana, there, dataOf(card, 'Approve'))),
      'in your own chat'
    )
  })

  test('Telegram away in the middle: what was done stays done', async ({ assert }) => {
    const { ticket, card } = await cardAt('requested', 'ana')
    const data = dataOf(card, 'Approve')
    await desk.api.down()
    await desk.pressData(at.ana, card, data)
    assert.equal(await statusOf(ticket), 'pending_creative')
    await desk.work()
    assert.include(buttonsOf(card), 'Approve')
    await desk.api.up()
    clock.moveTo(clock.now().plus({ seconds: 40 }))
    await desk.work()
    assert.deepEqual(buttonsOf(card), ['Open'])
    assert.include(card.text, 'You approved it')
  })
})
