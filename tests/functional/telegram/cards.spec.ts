import { test } from '@japa/runner'
import { InlineKeyboard } from 'grammy'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import TelegramCard from '#models/telegram_card'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import User from '#models/user'
import clock from '#services/clock'
import { endAccess } from '#services/accounts/end_access'
import { addComment } from '#services/comments/add_comment'
import { saveDepartment } from '#services/master_data/save_department'
import { placePerson } from '#services/people/place_person'
import { versionOf } from '#services/people/with_locked_person'
import { assignTicket } from '#services/tickets/assign_ticket'
import { editBrief } from '#services/tickets/edit_brief'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { setPriority } from '#services/tickets/set_priority'
import { purgeTicket } from '#services/trash/purge_ticket'
import { transitionTicket } from '#services/tickets/transition_ticket'
import { keepCard } from '#services/telegram/cards/keep_card'
import { answerUpdate } from '#services/telegram/intake/answer_update'
import { BotDesk, buttonsOf, dataOf } from '#tests/support/bot_desk'
import type { ApiUser } from '#tests/support/bot_api'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { picture } from '#tests/support/pictures'
import { ask, move, ticketAt } from '#tests/support/tickets'

test.group('Cards in Telegram', (group) => {
  let cast: Cast
  let desk: BotDesk
  let ana: ApiUser
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    desk = new BotDesk()
    await desk.start()
    ana = await desk.link(cast.ana)
    return async () => {
      clock.goOn()
      await desk.stop()
    }
  })

  const web = (by: User) => ({ by, channel: 'web' as const })

  async function placed(user: User, role: 'admin' | 'member') {
    const person = await User.findOrFail(user.id)
    const { departmentId } = person
    await placePerson(user.id, { role, departmentId, version: versionOf(person) }, web(cast.admin))
  }

  async function edit(ticket: Ticket, title: string, by = cast.maria) {
    const { description, productId, quantity, criteria, lockVersion } = ticket
    return editBrief(
      ticket.id,
      { title, description, productId, quantity, criteria, lockVersion },
      web(by)
    )
  }

  test('ask for a decision with all it needs, and take it', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'Payday <b>push</b> & more' })
    await desk.work()
    const card = desk.api.last(ana)!
    assert.include(card.text, 'Maria Test asks for your department approval')
    assert.include(card.text, 'Payday <b>push</b> & more')
    assert.include(card.text, `#${ticket.id} · Website Banner (H5 & WEB) · Medium`)
    assert.include(card.text, 'From Maria Test, Marketing')
    assert.include(card.text, 'Deadline 3 days after approval and assignment.')
    assert.include(card.text, 'Juan365, 1 piece, image')
    assert.include(card.text, 'One clear line, large product name.')
    assert.isFalse(card.hasPreview)
    assert.deepEqual(buttonsOf(card), ['Approve', 'Reject', 'Open'])
    const said = await desk.press(ana, card, 'Approve')
    assert.deepEqual(said, { text: `#${ticket.id} approved.`, isAlert: false })
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')
    const activity = await db.from('activities_in_full').orderBy('id', 'desc').firstOrFail()
    assert.deepInclude(activity, { action: 'dept_approved', channel: 'telegram' })
    await desk.work()
    const after = desk.api.last(ana)!
    assert.equal(after.id, card.id)
    assert.deepEqual(buttonsOf(after), ['Open'])
    assert.include(after.text, 'You approved it')
    assert.lengthOf(await db.from('telegram_buttons'), 0)
  })

  test('only the hash of what a button holds is kept', async ({ assert }) => {
    await ask(cast.maria)
    await desk.work()
    const [data] = desk.api
      .last(ana)!
      .buttons.flat()
      .map((button) => button.callback_data!)
    assert.isAtMost(Buffer.byteLength(data), 64)
    const { rows } = await db.rawQuery('select * from telegram_buttons')
    assert.notInclude(JSON.stringify(rows), data)
    assert.lengthOf(rows, 2)
  })

  test('name times in the zone of the reader', async ({ assert }) => {
    cast.kim.timeZone = 'Asia/Manila'
    await cast.kim.save()
    const kim = await desk.link(cast.kim)
    await ticketAt('assigned', cast)
    await desk.work()
    assert.match(desk.api.last(kim)!.text, /Deadline \w+ \d+ \w+ \d{4}, \d\d:\d\d \(Asia\/Manila\)/)
  })

  test('show items and the first picture of the brief', async ({ assert }) => {
    const products = await db.from('products').where('category', 'ads').orderBy('id').limit(2)
    const ticket = await ask(cast.maria, {
      type: 'ads',
      productId: undefined,
      quantity: undefined,
      criteria: undefined,
      items: products.map(({ id }, at) => ({ productId: id, quantity: at + 2, criteria: null })),
    })
    await drive.use().put('attachments/card.webp', await picture(320, 200, 'webp'))
    await db.table('attachments').insert({
      ticket_id: ticket.id,
      uploader_id: cast.maria.id,
      kind: 'brief',
      drive_key: 'attachments/card',
      thumbnail_key: 'attachments/card.webp',
      name: 'sketch.png',
      mime: 'image/png',
      bytes: 10,
      sha256: 'x',
      created_at: new Date(),
    })
    await desk.work()
    const card = desk.api.last(ana)!
    assert.isNotNull(card.photo)
    assert.include(card.photo!.bytes.subarray(0, 4).toString('latin1'), 'PNG')
    assert.include(card.text, `${products[0].name} × 2`)
    assert.include(card.text, `${products[1].name} × 3`)
    assert.include(card.text, '5 pieces')
    await move(cast.ana, ticket, 'approve')
    await desk.work()
    assert.include(desk.api.last(ana)!.text, 'You approved it')
    assert.isNotNull(desk.api.last(ana)!.photo)
    await trashTicket(ticket.id, web(cast.admin))
    await purgeTicket(ticket.id, web(cast.admin))
    await desk.work()
    assert.isUndefined(desk.api.last(ana), 'a purge takes the picture back')
  })

  test('go without a picture that Telegram or the store does not give', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await db.table('attachments').insert({
      ticket_id: ticket.id,
      uploader_id: cast.maria.id,
      kind: 'brief',
      drive_key: 'attachments/gone',
      thumbnail_key: 'attachments/gone.webp',
      name: 'gone.png',
      mime: 'image/png',
      bytes: 10,
      sha256: 'x',
      created_at: new Date(),
    })
    await desk.work()
    assert.isNull(desk.api.last(ana)!.photo)
  })

  test('stay within what Telegram takes, however long and strange the text', async ({ assert }) => {
    const long = '😀&<b>"é'.repeat(900)
    const ticket = await ask(cast.maria, { title: '👩‍👩‍👧'.repeat(20), description: long })
    await desk.work()
    const card = desk.api.last(ana)!
    assert.include(card.text, '…')
    assert.isAtMost(card.text.length, 4096)
    assert.isTrue(card.text.isWellFormed())
    assert.deepEqual(buttonsOf(card), ['Approve', 'Reject', 'Open'])
    await drive.use().put('attachments/long.webp', await picture(320, 200, 'webp'))
    await db.table('attachments').insert({
      ticket_id: ticket.id,
      uploader_id: cast.maria.id,
      kind: 'brief',
      drive_key: 'attachments/long',
      thumbnail_key: 'attachments/long.webp',
      name: 'long.png',
      mime: 'image/png',
      bytes: 10,
      sha256: 'x',
      created_at: new Date(),
    })
    const ben = await desk.link(cast.ben)
    await move(cast.ana, ticket, 'approve')
    await desk.work()
    assert.isNotNull(desk.api.last(ben)!.photo)
    assert.isAtMost(desk.api.last(ben)!.text.length, 1024)
  })

  test('follow a ticket through everybody’s hands', async ({ assert }) => {
    const [ben, kim, maria] = [
      await desk.link(cast.ben),
      await desk.link(cast.kim),
      await desk.link(cast.maria),
    ]
    let ticket = await ask(cast.maria)
    await desk.work()
    await desk.press(ana, desk.api.last(ana)!, 'Approve')
    await desk.work()
    await desk.press(ben, desk.api.last(ben)!, 'Approve')
    ticket = await assignTicket(ticket.id, { assigneeId: cast.kim.id }, web(cast.ben))
    await desk.work()
    const card = desk.api.last(kim)!
    assert.deepEqual(buttonsOf(card), ['Start', 'Open'])
    await desk.press(kim, card, 'Start')
    await desk.work()
    assert.deepEqual(buttonsOf(card), ['Complete', 'Open'])
    assert.include(card.text, 'Kim Test started the work')
    await desk.press(kim, card, 'Complete')
    await desk.work()
    assert.deepEqual(buttonsOf(card), ['Open'])
    const wish = desk.api.last(maria)!
    assert.deepEqual(buttonsOf(wish), ['Confirm', 'Ask for a revision', 'Open'])
    await desk.press(maria, wish, 'Confirm')
    await desk.work()
    assert.deepEqual(buttonsOf(wish), ['Open'])
    assert.include(wish.text, 'Maria Test confirmed the work')
    await ticket.refresh()
    assert.isNotNull(ticket.confirmedAt)
  })

  test('are rewritten after a decision on the page, by whoever made it', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    await move(cast.admin, ticket, 'reject', { note: 'Between us: no money.' })
    await desk.work()
    const card = desk.api.last(ana)!
    assert.match(card.text, /Rejected by Olga Test, .* \(UTC\)/)
    assert.deepEqual(buttonsOf(card), ['Open'])
  })

  test('are rewritten when the brief changes; the new request counts', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    const card = desk.api.last(ana)!
    await edit(ticket, 'Another banner')
    clock.moveTo(clock.now().plus({ minutes: 2 }))
    await desk.work()
    assert.include(card.text, 'The brief changed. The new request counts.')
    assert.deepEqual(buttonsOf(card), ['Open'])
    const again = desk.api.last(ana)!
    assert.notEqual(again.id, card.id)
    assert.include(again.text, 'Changed since you were last asked: title')
    assert.deepEqual(buttonsOf(again), ['Approve', 'Reject', 'Open'])
  })

  test('are rewritten when a ticket goes to the trash, and asked anew from there', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    const card = desk.api.last(ana)!
    await trashTicket(ticket.id, web(cast.maria))
    await desk.work()
    assert.include(card.text, 'It was moved to the trash.')
    assert.deepEqual(buttonsOf(card), [])
    await restoreTicket(ticket.id, web(cast.admin))
    await desk.work()
    assert.deepEqual(buttonsOf(desk.api.last(ana)!), ['Approve', 'Reject', 'Open'])
  })

  test('say nothing more of a ticket that was purged, also those that were closed', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria, { title: 'A secret plan' })
    await desk.work()
    await move(cast.ana, ticket, 'approve')
    await desk.work()
    assert.include(desk.api.last(ana)!.text, 'A secret plan')
    await trashTicket(ticket.id, web(cast.admin))
    await purgeTicket(ticket.id, web(cast.admin))
    await desk.work()
    assert.equal(desk.api.last(ana)!.text, `#${ticket.id} is no longer open to you.`)
    const card = await TelegramCard.query().where('ticketId', ticket.id).firstOrFail()
    assert.isNotNull(card.closedAt)
    assert.isFalse(card.isStale)
  })

  test('say nothing more of a ticket to somebody who lost the right', async ({ assert }) => {
    await ask(cast.maria, { title: 'Very private title' })
    await desk.work()
    await User.query().where('id', cast.ana.id).update({ role: 'member' })
    await db.transaction((trx) => endAccess(trx, cast.ana))
    await desk.work()
    const card = desk.api.last(ana)!
    assert.notInclude(card.text, 'private title')
    assert.deepEqual(buttonsOf(card), [])
  })

  test('are rewritten after a decision by mail', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    const seen = { step: 'department' as const, round: 1, briefVersion: 1 }
    await transitionTicket(ticket.id, 'approve', { seen }, { by: cast.admin, channel: 'email' })
    await desk.work()
    const card = desk.api.last(ana)!
    assert.include(card.text, 'Approved by Olga Test')
    assert.deepEqual(buttonsOf(card), ['Open'])
  })

  test('come when they are asked for, to whoever linked his chat later', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    await db.from('telegram_cards').delete()
    const { message } = desk.api.say(ana, `/ticket ${ticket.id}`) as any
    await answerUpdate({ message })
    const card = desk.api.last(ana)!
    assert.include(card.text, 'Waits for your department approval')
    assert.deepEqual(buttonsOf(card), ['Approve', 'Reject', 'Open'])
    await setPriority(ticket.id, { priority: 'urgent' }, web(cast.maria))
    await desk.work()
    assert.include(card.text, 'Urgent')
    await desk.press(ana, card, 'Approve')
    await desk.work()
    assert.include(card.text, 'You approved it')
    assert.deepEqual(buttonsOf(card), ['Open'])
    const later = desk.api.say(ana, `/ticket ${ticket.id}`) as any
    await answerUpdate({ message: later.message })
    assert.deepEqual(buttonsOf(desk.api.last(ana)!), [])
  })

  test('lose their buttons with a role; who may still decide gets new ones', async ({ assert }) => {
    const anton = await makePerson({ username: 'anton', role: 'manager', department: 'Marketing' })
    const his = await desk.link(anton)
    const ticket = await ask(cast.maria)
    await desk.work()
    const card = desk.api.last(ana)!
    const old = dataOf(card, 'Approve')
    await placed(cast.ana, 'admin')
    await placed(anton, 'member')
    const early = await desk.pressData(ana, card, old)
    assert.isTrue(early.isAlert)
    await desk.work()
    assert.equal(desk.api.last(his)!.text, `#${ticket.id} is no longer open to you.`)
    assert.deepEqual(buttonsOf(desk.api.last(his)!), [])
    assert.deepEqual(buttonsOf(card), ['Approve', 'Reject', 'Open'])
    const late = await desk.pressData(ana, card, old)
    assert.isTrue(late.isAlert)
    await desk.press(ana, card, 'Approve')
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')
  })

  test('lose their buttons when somebody else is named to decide', async ({ assert }) => {
    const department = await Department.findByOrFail('name', 'Marketing')
    const rico = await makePerson({ username: 'named', role: 'manager', department: 'Sales' })
    const his = await desk.link(rico)
    const save = (managerId: number) =>
      saveDepartment(
        department.id,
        { name: 'Marketing', managerId, isActive: true, understood: true },
        web(cast.admin)
      )
    await save(rico.id)
    const ticket = await ask(cast.maria)
    await desk.work()
    assert.include(buttonsOf(desk.api.last(his)!), 'Approve')
    await save(cast.ana.id)
    await desk.work()
    assert.equal(desk.api.last(his)!.text, `#${ticket.id} is no longer open to you.`)
  })

  test('show a new priority, and keep working', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    const card = desk.api.last(ana)!
    await setPriority(ticket.id, { priority: 'urgent' }, web(cast.maria))
    await desk.work()
    assert.include(card.text, 'Urgent')
    await desk.press(ana, card, 'Approve')
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')
  })

  test('are left alone by talk', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    await addComment(ticket.id, { body: 'One more thing.' }, web(cast.maria))
    await desk.work()
    assert.equal(desk.api.in(ana)[0].edits, 0)
    assert.deepEqual(await TelegramCard.query().where('isStale', true), [])
  })

  test('are rewritten although the ticket moved on while they were sent', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const send = desk.api.chats.send.bind(desk.api.chats)
    let decided: Promise<unknown> | undefined
    desk.api.chats.send = (...args) => {
      decided ??= move(cast.admin, ticket, 'approve')
      return send(...args)
    }
    await desk.work()
    await decided
    const [card] = desk.api.in(ana)
    assert.include(card.text, 'Approved by Olga Test')
    assert.deepEqual(buttonsOf(card), ['Open'])
  })

  test('are kept once, however often it takes until that is known', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await desk.work()
    const { chatId, messageId, kind, deliveryId, shows } = await TelegramCard.firstOrFail()
    const text = { head: 'Another try', lines: [] }
    await keepCard({
      written: { text, moves: ['approve'], ticketId: ticket.id, opens: null, wantsPicture: false },
      reader: cast.ana,
      chatId,
      kind,
      deliveryId,
      sent: { messageId, hasPhoto: false },
      keyboard: { markup: new InlineKeyboard(), buttons: [] },
      lockVersion: ticket.lockVersion,
    })
    const cards = await TelegramCard.all()
    assert.deepEqual(
      cards.map((card) => [card.deliveryId, card.shows]),
      [[deliveryId, shows]]
    )
  })

  test('without a bot nothing is written', async ({ assert }) => {
    await desk.stop()
    await ask(cast.maria)
    assert.lengthOf(await db.from('deliveries').whereNot('channel', 'email'), 0)
    await desk.start()
  })
})
