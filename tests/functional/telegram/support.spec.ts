import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import Comment from '#models/comment'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { sayTicket } from '#services/telegram/commands/say_ticket'
import { sayWaiting } from '#services/telegram/commands/say_waiting'
import { handleUpdate } from '#services/telegram/handle_update'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { wordsOf } from '#services/words/words_of'
import { assignTicket } from '#services/tickets/assign_ticket'
import { lastActivity } from '#tests/support/events'
import type { ApiUser, Shown } from '#tests/support/bot_api'
import { BotDesk, buttonsOf } from '#tests/support/bot_desk'
import { makePerson } from '#tests/support/people'
import { ask, move } from '#tests/support/tickets'

const GROUP = -100_77

type Name = 'maria' | 'fiona' | 'fred' | 'finn'

test.group('Support tickets in Telegram', (group) => {
  let desk: BotDesk
  let who: Record<Name, User>
  let at: Record<Name, ApiUser>
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    desk = new BotDesk()
    await desk.start({ group: GROUP })
    desk.api.group(GROUP, 'Desk')
    who = {
      maria: await makePerson({ username: 'maria', department: 'Marketing' }),
      fiona: await makePerson({ username: 'fiona', role: 'manager', department: 'Finance' }),
      fred: await makePerson({ username: 'fred', department: 'Finance' }),
      finn: await makePerson({ username: 'finn', department: 'Finance' }),
    }
    at = {
      maria: await desk.link(who.maria),
      fiona: await desk.link(who.fiona),
      fred: await desk.link(who.fred),
      finn: await desk.link(who.finn),
    }
    return async () => {
      clock.goOn()
      await desk.stop()
    }
  })

  const newest = (name: Name): Shown => desk.api.last(at[name])!
  const invoice = () => ask(who.maria, { type: 'billing', title: 'A wrong invoice' })
  const give = (ticket: Ticket) =>
    assignTicket(ticket.id, { assigneeId: who.fred.id }, { by: who.fiona, channel: 'web' })

  test('a new one is shown with its targets, and taken where it is read', async ({ assert }) => {
    const ticket = await invoice()
    await desk.work()
    const card = newest('fiona')
    assert.include(card.text, 'Maria Test needs help')
    assert.include(card.text, 'First answer by')
    assert.include(card.text, 'One clear line, large product name.')
    assert.deepEqual(buttonsOf(card), ['Take it', 'Start', 'Resolve', 'Open'])
    const said = await desk.press(at.fiona, card, 'Take it')
    assert.deepInclude(said, { text: `#${ticket.id} is yours now.`, isAlert: false })
    await ticket.refresh()
    assert.equal(ticket.assigneeId, who.fiona.id)
    const activity = await lastActivity(ticket.id)
    assert.include(activity, { action: 'taken', channel: 'telegram' })
    await desk.work()
    assert.deepEqual(buttonsOf(card), ['Start', 'Resolve', 'Open'])
  })

  test('what somebody else took says so and cannot be pressed any more', async ({ assert }) => {
    const ticket = await invoice()
    await desk.work()
    const card = newest('fiona')
    await move(who.fred, ticket, 'take')
    const said = await desk.press(at.fiona, card, 'Take it')
    assert.isTrue(said.isAlert)
    await desk.work()
    assert.include(card.text, 'Fred Test took it')
    assert.deepEqual(buttonsOf(card), ['Open'])
  })

  test('resolving asks for the words that the requester reads', async ({ assert }) => {
    const ticket = await invoice()
    await give(ticket)
    await move(who.fred, ticket, 'start')
    await addComment(ticket.id, { body: 'Anything new?' }, { by: who.maria, channel: 'web' })
    await desk.work()
    const card = desk.api.in(at.fred).find((one) => buttonsOf(one).includes('Resolve'))!
    await desk.press(at.fred, card, 'Resolve')
    const question = newest('fred')
    assert.include(question.text, `What solved #${ticket.id}?`)
    await desk.reply(at.fred, question, 'Sent anew.')
    await ticket.refresh()
    assert.equal(ticket.status, 'resolved')
    assert.equal(ticket.resolutionNote, 'Sent anew.')
    await desk.work()
    const told = newest('maria')
    assert.include(told.text, 'Fred Test resolved it')
    assert.include(told.text, 'Sent anew.')
    assert.deepEqual(buttonsOf(told), ['Close', 'Reopen', 'Open'])
    await desk.press(at.maria, told, 'Reopen')
    await desk.reply(at.maria, newest('maria'), 'The total is still wrong.')
    await ticket.refresh()
    assert.equal(ticket.status, 'open')
    await desk.work()
    assert.include(newest('fred').text, 'The total is still wrong.')
  })

  test('a question is answered by a reply, and the work goes on', async ({ assert }) => {
    const ticket = await invoice()
    await give(ticket)
    await move(who.fred, ticket, 'ask_requester', { note: 'Which <b>one</b>?' })
    await desk.work()
    const card = newest('maria')
    assert.include(card.text, 'needs an answer from you')
    assert.include(card.text, 'Which <b>one</b>?')
    assert.deepEqual(buttonsOf(card), ['Answer', 'Open'])
    await desk.press(at.maria, card, 'Answer')
    const question = newest('maria')
    assert.isTrue(question.forcesReply)
    await desk.reply(at.maria, question, 'The one of May.')
    assert.equal(newest('maria').text, `Your answer stands on #${ticket.id}; the work goes on.`)
    await ticket.refresh()
    assert.equal(ticket.status, 'in_progress')
    const comment = await Comment.query().where('ticketId', ticket.id).orderBy('id', 'desc').first()
    assert.deepEqual([comment?.body, comment?.userId], ['The one of May.', who.maria.id])
    assert.include(await lastActivity(ticket.id), { action: 'answered', channel: 'telegram' })
    await desk.work()
    assert.deepEqual(buttonsOf(card), ['Open'])
    const answer = newest('fred')
    assert.include(answer.text, 'The one of May.')
    assert.deepEqual(buttonsOf(answer), ['Resolve', 'Ask the requester', 'Open'])
    await desk.reply(at.maria, question, 'Once more.')
    assert.include(newest('maria').text, 'no longer open')
  })

  test('a reply to what somebody wrote is a comment below it, one to a note a note', async ({
    assert,
  }) => {
    const ticket = await invoice()
    await give(ticket)
    const say = (by: User, body: string, isInternal = false) =>
      addComment(ticket.id, { body, isInternal }, { by, channel: 'web' })
    const { id: said } = await say(who.maria, 'Anything new?')
    await desk.work()
    const update = desk.api.reply(at.fred, newest('fred'), 'Tomorrow.')
    await handleUpdate(update)
    assert.equal(newest('fred').text, `Your words stand on #${ticket.id}.`)
    const answer = await Comment.query().where('ticketId', ticket.id).orderBy('id', 'desc').first()
    assert.deepEqual([answer?.body, answer?.parentId], ['Tomorrow.', said])
    await handleUpdate(update)
    await say(who.fiona, 'Their fault, @fred.', true)
    await desk.work()
    await handleUpdate(desk.api.reply(at.fred, newest('fred'), 'Indeed.'))
    const note = await Comment.query().where('ticketId', ticket.id).orderBy('id', 'desc').first()
    assert.deepEqual([note?.body, note?.isInternal], ['Indeed.', true])
    assert.lengthOf(await Comment.query().where('ticketId', ticket.id), 4)
    const theirs = { ...newest('fred'), chat: desk.api.in(at.fiona)[0].chat }
    await handleUpdate(desk.api.reply(at.fiona, theirs, 'Not mine.'))
    assert.include(newest('fiona').text, 'A message alone changes nothing here')
    await move(who.fred, ticket, 'resolve', { note: 'Sent anew.' })
    await move(who.maria, ticket, 'close')
    await handleUpdate(desk.api.reply(at.maria, desk.api.in(at.maria)[0], 'Late.'))
    assert.include(newest('maria').text, 'It is closed')
  })

  test('/waiting and /ticket name questions, by their own words', async ({ assert }) => {
    const ticket = await invoice()
    await give(ticket)
    await move(who.fred, ticket, 'ask_requester', { note: 'Which one?' })
    const asked = (name: Name) => ({ user: who[name], words: wordsOf(who[name]), chatId: '1' })
    const waiting = await sayWaiting(asked('maria') as never)
    assert.include(waiting, `#${ticket.id} A wrong invoice`)
    assert.include(waiting, 'Waiting for requester · Medium')
    const shown = { ...asked('fiona'), argument: String(ticket.id), chatId: String(at.fiona.id) }
    assert.isNull(
      await sayTicket({ ...shown, user: who.fred, chatId: String(at.fred.id) } as never)
    )
    assert.deepEqual(buttonsOf(newest('fred')), ['Start', 'Resolve', 'Open'])
    await move(who.fred, ticket, 'resolve', { note: 'Done.' })
    const state = await sayTicket(shown as never)
    assert.include(state, 'Status: Resolved')
    assert.include(state, 'Waits for: Maria Test')
  })

  test('notes reach nobody who asked, and the group hears of moves alone', async ({ assert }) => {
    const ticket = await invoice()
    await give(ticket)
    const note = { body: 'Their bookkeeping is a mess.', isInternal: true }
    await addComment(ticket.id, note, { by: who.fiona, channel: 'web' })
    const other = await invoice()
    await mergeTickets(other.id, { intoId: ticket.id }, { by: who.fred, channel: 'web' })
    await move(who.fred, ticket, 'resolve', { note: 'Sent anew.' })
    await move(who.maria, ticket, 'close')
    await desk.work()
    const texts = (name: Name) => desk.api.in(at[name]).map((one) => one.text)
    assert.notInclude(texts('maria').join(), 'a mess')
    assert.include(texts('fred').join(), 'a mess')
    const heard = desk.api
      .in(GROUP)
      .map((one) => one.text)
      .join('\n')
    assert.include(heard, 'Fred Test resolved it')
    assert.include(heard, 'Maria Test closed it')
    assert.include(heard, `Fred Test merged it into #${ticket.id}`)
    assert.notMatch(heard, /a mess|Sent anew/)
  })
})
