import { test } from '@japa/runner'
import { Refusal } from '#exceptions/refusals'
import { deliverFiles } from '#services/deliverables/deliver_files'
import { removeDeliverable } from '#services/deliverables/remove_deliverable'
import { stageMade } from '#tests/support/deliverables'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { makeCast, type Cast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'

/** Committed data and a connection for each: inside one transaction these could not fail. */
test.group('Two who deliver at once', (group) => {
  let database: FreshDatabase
  let cast: Cast
  group.setup(async () => {
    database = await makeFreshDatabase()
    const restore = await useDatabase(database.url)
    cast = await makeCast()
    return async () => {
      await restore()
      await database.drop()
    }
  })

  const actor = () => ({ by: cast.kim, channel: 'web' as const })
  const versionsOf = (ticketId: number) =>
    database.rows(
      `select d.id, d.versions, d.current_id, a.id as file, a.version, a.version_of
       from deliverables d join attachments a on a.deliverable_id = d.id
       where d.ticket_id = $1 order by a.version`,
      [ticketId]
    )

  test('files of one name are all kept, as versions in a clear order', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const names = ['static.png', 'Static.png', 'STATIC.png', 'static.PNG']
    const files = await Promise.all(names.map((name) => stageMade(cast.kim, { name })))
    await Promise.all(files.map((id) => deliverFiles(ticket.id, { fileIds: [id] }, actor())))
    const rows = await versionsOf(ticket.id)
    assert.deepEqual(
      rows.map((row) => row.version),
      [1, 2, 3, 4]
    )
    assert.deepEqual(
      rows.map((row) => row.version_of),
      [null, ...rows.slice(0, 3).map((row) => row.file)]
    )
    assert.deepEqual([...new Set(rows.map((row) => row.id))].length, 1)
    assert.deepInclude(rows[0], { versions: 4, current_id: rows[3].file })
    assert.sameMembers(
      rows.map((row) => row.file),
      files
    )
    const [counts] = await database.rows('select deliverable_count from tickets where id = $1', [
      ticket.id,
    ])
    assert.equal(counts.deliverable_count, 1)
  })

  test('one file sent twice is delivered once; a version of what is taken away says so', async ({
    assert,
  }) => {
    const ticket = await ticketAt('in_progress', cast)
    const id = await stageMade(cast.kim, { name: 'once.png' })
    const twice = [1, 2].map(() => deliverFiles(ticket.id, { fileIds: [id] }, actor()))
    const settled = await Promise.allSettled(twice)
    assert.sameMembers(
      settled.map(({ status }) => status),
      ['fulfilled', 'rejected']
    )
    const [row] = await versionsOf(ticket.id)
    const next = await stageMade(cast.kim, { name: 'next.png' })
    const [put, gone] = await Promise.allSettled([
      deliverFiles(ticket.id, { fileIds: [next], onto: row.id }, actor()),
      removeDeliverable(ticket.id, row.id, actor()),
    ])
    assert.equal(gone.status, 'fulfilled')
    if (put.status === 'rejected') assert.instanceOf(put.reason, Refusal)
    const [after] = await database.rows(
      `select t.deliverable_count, (select count(*)::int from attachments a
         where a.ticket_id = t.id and a.kind = 'deliverable' and a.removed_at is null) as left
       from tickets t where t.id = $1`,
      [ticket.id]
    )
    assert.deepEqual(after, { deliverable_count: 0, left: 0 })
  })
})
