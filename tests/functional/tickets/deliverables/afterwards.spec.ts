import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Attachment from '#models/attachment'
import type Ticket from '#models/ticket'
import { Refusal } from '#exceptions/refusals'
import { deliverFiles } from '#services/deliverables/deliver_files'
import { removeDeliverable } from '#services/deliverables/remove_deliverable'
import { addPin } from '#services/proofing/add_pin'
import { rollBack } from '#services/tickets/rollback/roll_back'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { purgeTicket } from '#services/trash/purge_ticket'
import { deliver } from '#tests/support/deliverables'
import { look, statusOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { pointOf } from '#tests/support/points'
import { shareDesk } from '#tests/support/shared_desk'
import { move, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const web = 'web' as const

test.group('What becomes of deliverables', (group) => {
  let cast: Cast
  let ticket: Ticket
  let id: number
  shareDesk(group, async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast)
    await deliver(cast.kim, ticket, { name: 'hero.png' })
    const { deliverable } = await deliver(cast.kim, ticket, { name: 'hero.png' })
    id = deliverable.id
    const pin = { shape: 'point', points: '[[0.5,0.5]]', body: 'Larger' }
    await addPin(ticket.id, id, pin, { by: { by: cast.maria, channel: web } })
    return [cast, ticket]
  })
  const state = async () => {
    const counts = await db
      .from('tickets')
      .where('id', ticket.id)
      .select('deliverable_count', 'open_pins')
      .firstOrFail()
    const { versions, open_pins: open } = await db
      .from('deliverables')
      .where('id', id)
      .firstOrFail()
    return { ...counts, versions, open }
  }
  const WHOLE = { deliverable_count: 1, open_pins: 1, versions: 2, open: 1 }

  test('a rollback changes none; back into completed only with what its type asks for', async ({
    assert,
  }) => {
    await move(cast.kim, ticket, 'complete')
    const done = await pointOf(ticket.id, 'completed')
    await rollBack(
      ticket.id,
      { activityId: await pointOf(ticket.id, 'assigned'), reason: 'Too early.' },
      { by: cast.ben, channel: web }
    )
    assert.deepEqual(await state(), WHOLE)
    await ticket.refresh()
    assert.equal(ticket.status, 'approved')
    await move(cast.kim, ticket, 'start')
    await removeDeliverable(ticket.id, id, { by: cast.kim, channel: web })
    await db.from('request_types').update({ deliverable_required: true })
    const back = () =>
      rollBack(ticket.id, { activityId: done, reason: 'x' }, { by: cast.ben, channel: web })
    await assert.rejects(back, /its deliverable is not there now/)
  })

  test('the trash hides them, coming back brings them back, a purge takes every version', async ({
    assert,
  }) => {
    const files = await Attachment.query().where('deliverableId', id).orderBy('version')
    const page = `/tickets/${ticket.id}/deliverables`
    await trashTicket(ticket.id, { by: cast.ben, channel: web })
    const kim = await visit(cast.kim)
    assert.equal(await statusOf(kim.get(`/tickets/${ticket.id}/attachments/${files[0].id}`)), 404)
    assert.equal(await statusOf(kim.post(`${page}/${id}/remove`)), 404)
    await restoreTicket(ticket.id, { by: cast.ben, channel: web })
    assert.deepEqual(await state(), WHOLE)
    await trashTicket(ticket.id, { by: cast.ben, channel: web })
    await purgeTicket(ticket.id, { by: cast.admin, channel: web })
    for (const table of ['deliverables', 'pins', 'pin_comments']) {
      const left = await db.from(table).count('* as count')
      assert.equal(Number(left[0].count), 0)
    }
    const keys = await db.from('purged_files').where('kind', 'blob').select('key')
    assert.includeMembers(
      keys.map(({ key }) => key),
      files.map(({ driveKey }) => driveKey)
    )
    const names = await db
      .from('activities_in_full')
      .where('ticket_id', ticket.id)
      .whereRaw(`details::text like '%hero.png%'`)
    assert.lengthOf(names, 0)
  })

  test('paper names every version; another ticket takes no file that is on this one', async ({
    assert,
  }) => {
    const paper = await look(cast.maria, `/tickets/${ticket.id}/paper`)
    assert.include(paper, 'hero.png')
    assert.match(paper, /Version 1<[\s\S]*Version 2</)
    assert.notInclude(paper, 'deliver-form')
    assert.notInclude(paper, 'translation missing')
    const other = await ticketAt('in_progress', cast)
    const [file] = await Attachment.query().where('deliverableId', id)
    const steal = () =>
      deliverFiles(other.id, { fileIds: [file.id] }, { by: cast.kim, channel: web })
    await assert.rejects(steal, Refusal as any)
    const copy = await look(cast.maria, `/tickets/new?from=${ticket.id}`)
    assert.notInclude(copy, 'hero.png')
  })
})
