import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import Attachment from '#models/attachment'
import Product from '#models/product'
import RequestType from '#models/request_type'
import Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { removeAttachment } from '#services/files/remove_attachment'
import { addComment } from '#services/comments/add_comment'
import { briefOf } from '#services/tickets/brief_of'
import { editBrief } from '#services/tickets/edit_brief'
import { rollBack } from '#services/tickets/rollback/roll_back'
import { transferTicket } from '#services/tickets/transfer_ticket'
import env from '#start/env'
import { statusOf } from '#tests/support/accounts'
import { getAs } from '#tests/support/answers'
import { askingAs, bannerForm, ticketIdOf, withFiles } from '#tests/support/forms'
import { queriesOf } from '#tests/support/look'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { pointOf } from '#tests/support/points'
import { makeSupportCast, supportAt } from '#tests/support/support_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { lastActivity, told } from '#tests/support/told'

const as = (by: User) => ({ by, channel: 'web' as const })
const page = (id: number, point: number) => `/tickets/${id}/history/${point}/rollback`

async function edit(by: User, ticket: Ticket, changes: object) {
  await ticket.refresh()
  const form = { ...(await briefOf(ticket)), ...changes, lockVersion: ticket.lockVersion }
  return editBrief(ticket.id, form, as(by))
}

async function back(by: User, ticket: Ticket, activityId: number) {
  const { lockVersion } = await ticket.refresh()
  await rollBack(ticket.id, { activityId, reason: 'Went wrong.', lockVersion }, as(by))
  await ticket.refresh()
}

test.group('What a rollback brings back, and what it cannot', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => clock.goOn())
  group.each.setup(async () => {
    cast = await makeCast()
  })
  test('files: taken away they come back, put on later they go, gone from the store they stay gone', async ({
    assert,
  }) => {
    const maria = await askingAs(cast.maria)
    const fields = await bannerForm()
    const sent = await maria.post(
      '/tickets',
      withFiles(fields, [
        ['one.txt', 'a'],
        ['two.txt', 'b'],
      ])
    )
    const ticket = await Ticket.findOrFail(ticketIdOf(sent))
    const first = await pointOf(ticket.id, 'created')
    const [one, two] = await Attachment.query().where('ticketId', ticket.id).orderBy('id')
    await removeAttachment(ticket.id, one.id, as(cast.maria))
    await removeAttachment(ticket.id, two.id, as(cast.maria))
    await ticket.refresh()
    const change = { ...fields, lockVersion: ticket.lockVersion }
    await maria.post(`/tickets/${ticket.id}/edit`, withFiles(change, [['three.txt', 'c']]))
    await unlink(join(env.get('DATA_DIR'), 'files', two.driveKey))
    const preview = await getAs(cast.ana, page(ticket.id, first))
    assert.include(preview.text, 'two.txt is not stored any more.')
    await back(cast.ana, ticket, first)
    const shown = await Attachment.query().where('ticketId', ticket.id).whereNull('removedAt')
    assert.deepEqual(
      shown.map(({ name }) => name),
      ['one.txt']
    )
    assert.equal(ticket.attachmentCount, 1)
    const { changes } = await lastActivity(ticket.id)
    assert.deepEqual(changes, [
      { field: 'files', before: 'three.txt', after: null },
      { field: 'files', before: null, after: 'one.txt' },
    ])
  })

  test('items stay as a whole when one product is gone; a retired type stays away', async ({
    assert,
  }) => {
    const ads = await Product.query().where('category', 'ads').orderBy('id').limit(2)
    const gone = await Product.create({
      ...{ name: 'Gone', category: 'ads', criteria: 'video', isActive: true, description: '' },
      ...{ createdAt: clock.now(), updatedAt: clock.now() },
    })
    const rows = [gone, ads[0]].map(({ id }) => ({ productId: id, quantity: 2 }))
    const ticket = await ask(cast.maria, {
      type: 'ads',
      items: rows,
      quantity: null,
      criteria: null,
    })
    const first = await pointOf(ticket.id, 'created')
    await edit(cast.maria, ticket, {
      title: 'Other ads',
      items: [{ productId: ads[1].id, quantity: 7 }],
    })
    await gone.delete()
    const other = await RequestType.findByOrFail('key', 'other_creative')
    await db.from('request_types').where('key', 'ads').update({ is_active: false })
    await db.from('tickets').where('id', ticket.id).update({ request_type_id: other.id })
    await ticket.refresh()
    const preview = await getAs(cast.ana, page(ticket.id, first))
    assert.include(preview.text, 'Ads is no longer asked for.')
    await db.from('request_types').where('key', 'ads').update({ is_active: true })
    const [right] = await db.from('request_types').where('key', 'ads').select('id')
    await db.from('tickets').where('id', ticket.id).update({ request_type_id: right.id })
    const again = await getAs(cast.ana, page(ticket.id, first))
    assert.include(again.text, 'A product of then exists no longer.')
    await back(cast.ana, ticket, first)
    assert.equal(ticket.title, 'A banner for payday')
    const brief = await briefOf(ticket)
    assert.deepEqual(
      brief.items.map(({ productId }) => productId),
      [ads[1].id]
    )
    assert.equal(ticket.pieces, 7)
  })

  test('who lost the right meanwhile rolls nothing back, whatever page he has', async ({
    assert,
  }) => {
    const ticket = await ticketAt('approved', cast)
    const first = await pointOf(ticket.id, 'created')
    const { ana } = cast
    assert.equal(await statusOf(getAs(ana, page(ticket.id, first))), 200)
    await db.from('users').where('id', ana.id).update({ role: 'member' })
    await db
      .table('watchers')
      .insert({ ticket_id: ticket.id, user_id: ana.id, added_at: new Date() })
    // The person as he was when the page was asked for: the service reads him anew.
    await assert.rejects(() => back(ana, ticket, first), /manager of its departments/)
    await db.from('users').where('id', ana.id).update({ deactivated_at: new Date() })
    await assert.rejects(() => back(ana, ticket, first), /not active/)
    await ticket.refresh()
    assert.equal(ticket.rollbackCount, 0)
  })

  test('costs the same whatever stands in it', async ({ assert }) => {
    const ads = await Product.query().where('category', 'ads').orderBy('id')
    const small = await ask(cast.maria, {
      ...{ type: 'ads', quantity: null, criteria: null },
      items: [{ productId: ads[0].id, quantity: 1 }],
    })
    await edit(cast.maria, small, {
      title: 'Another',
      items: [{ productId: ads[1].id, quantity: 1 }],
    })
    const count = async () => {
      const answer = await getAs(cast.ana, page(small.id, await pointOf(small.id, 'created')))
      return queriesOf(answer)
    }
    const few = await count()
    const items = ads.map(({ id }) => ({ productId: id, quantity: 2 }))
    await edit(cast.maria, small, { title: 'More', items })
    await makePerson({ role: 'manager', department: 'Marketing' })
    assert.equal(await count(), few)
    assert.isBelow(few, 40)
  })
})

test.group('A rollback of a support ticket', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => clock.goOn())

  test('reaches any status; its clock and first answer stay true, a transfer stays', async ({
    assert,
  }) => {
    const { ida, ivan, cora, carl, rosa, olga } = await makeSupportCast()
    const it = { ida, rosa }
    const began = clock.now()
    clock.freeze(began)
    const ticket = await supportAt('on_hold', it)
    const held = await pointOf(ticket.id, 'held')
    clock.freeze(began.plus({ hours: 1 }))
    await move(ida, ticket, 'resume')
    await move(ida, ticket, 'resolve', { note: 'A new cable.' })
    await move(rosa, ticket, 'close')
    clock.freeze(began.plus({ hours: 3 }))
    await back(ivan, ticket, held)
    assert.include(ticket.$attributes, { status: 'on_hold', closedAt: null, resolvedAt: null })
    assert.isNotNull(ticket.firstResponseAt)
    assert.isNull(ticket.deadlineAt)
    assert.equal(ticket.pausedAt?.toMillis(), clock.now().toMillis())
    const pauses = await db.from('ticket_pauses').where('ticket_id', ticket.id).orderBy('id')
    assert.deepEqual(
      pauses.map((row) => [row.status, row.ended_at === null]),
      [
        ['on_hold', false],
        ['on_hold', true],
      ]
    )
    assert.sameMembers(await told(ticket.id, 'rolled_back'), [rosa.id, ida.id])
    await assert.rejects(() => back(rosa, ticket, held), /manager rolls it back/)

    const { handlingDepartmentId } = ticket
    const { departmentId } = cora
    await transferTicket(ticket.id, { departmentId, reason: 'Theirs.' }, as(ivan))
    const preview = await getAs(olga, page(ticket.id, held))
    assert.include(preview.text, 'A transfer is not undone.')
    assert.include(preview.text, 'Ida Test does not work for the handling department.')
    await back(cora, ticket, held)
    assert.include(ticket.$attributes, { status: 'on_hold', assigneeId: null })
    assert.equal(ticket.handlingDepartmentId, departmentId)
    assert.notEqual(departmentId, handlingDepartmentId)
    await addComment(ticket.id, { body: 'Still there?' }, as(carl))
  })
})
