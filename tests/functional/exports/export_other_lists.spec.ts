import { test } from '@japa/runner'
import { onACleanDesk, statusOf, textOf } from '#tests/support/accounts'
import { plant } from '#tests/support/counted'
import { addComment } from '#services/comments/add_comment'
import { makeCast, makePerson } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const CSV = { format: 'csv' }

test.group('Exports of other lists', (group) => {
  onACleanDesk(group)

  test('activity: what each reads on the page, and no word of a note to others', async ({
    assert,
  }) => {
    const rosa = await makePerson({ department: 'Sales' })
    const ida = await makePerson({ department: 'IT' })
    const ticket = await ask(rosa, { type: 'bug', title: 'Printer' })
    const note = { body: 'Zebra', isInternal: true }
    await addComment(ticket.id, note, { by: ida, channel: 'web' })
    const inside = await visit(ida)
    const path = `/exports/activity?ticket=${ticket.id}`
    assert.include(await textOf(inside.post(path, CSV)), 'internal note')
    const outside = await visit(rosa)
    const text = await textOf(outside.post(path, CSV))
    assert.match(text, /^\uFEFF?Time \(.*\),Ticket,Title,Person/)
    assert.include(text, `,${ticket.id},Printer,`)
    assert.notInclude(text, 'internal note')
    assert.equal(await statusOf(outside.post('/exports/activity?kind=gossip', CSV)), 422)
  })

  test('people: all to admins, one’s own to managers, nobody to others', async ({ assert }) => {
    const cast = await makeCast()
    const [olga, ana, rico] = [
      await visit(cast.admin),
      await visit(cast.ana),
      await visit(cast.rico),
    ]
    const all = await textOf(olga.post('/exports/people?role=member', CSV))
    assert.include(all, 'Last seen')
    assert.match(all, /,rico,.*\n/)
    assert.notMatch(all, /,ana,/)
    const own = await textOf(ana.post('/exports/people', CSV))
    assert.notInclude(own, 'Last seen')
    assert.match(own, /,maria,/)
    assert.notMatch(own, /,rico,/)
    assert.equal(await statusOf(rico.post('/exports/people', CSV)), 404)
  })

  test('what admins manage, to admins', async ({ assert }) => {
    const cast = await makeCast()
    const [olga, ana] = [await visit(cast.admin), await visit(cast.ana)]
    const words = {
      'products': 'Studios,General',
      'departments': 'Creative',
      'request-types': 'Website Banner (H5 & WEB)',
      'deadline-rules': ',Urgent,Video,3,',
      'sign-in-attempts': 'Name as typed',
      'deliveries': 'Channel,State,To',
    }
    for (const [list, word] of Object.entries(words)) {
      assert.include(await textOf(olga.post(`/exports/${list}`, CSV)), word)
    }
    for (const list of ['products', 'sign-in-attempts']) {
      assert.equal(await statusOf(ana.post(`/exports/${list}`, CSV)), 403, list)
    }
  })

  test('the trash and the open work, as far as one sees them', async ({ assert }) => {
    const cast = await makeCast()
    const [gone] = await plant([{ by: cast.maria, deleted: true }, { by: cast.maria }])
    await plant([
      { by: cast.rico, deleted: true },
      { by: cast.rico, to: cast.kim, status: 'approved' },
    ])
    const [ana, kim] = [await visit(cast.ana), await visit(cast.kim)]
    const trash = await textOf(ana.post('/exports/trash', CSV))
    assert.match(trash, /^\uFEFF?Put into the trash \(.*\),By,Number/)
    assert.deepEqual(trash.match(/(?<=tickets\/)\d+/g), [String(gone)])
    const work = await textOf(kim.post('/exports/workload', CSV))
    assert.match(work, new RegExp(`\n${cast.kim.fullName},1,`))
    assert.notInclude(work, cast.joy.fullName)
  })

  test('the summary of a report, as numbers in their units', async ({ assert }) => {
    const cast = await makeCast()
    const made = { to: cast.kim, status: 'completed', processingSeconds: 5400 }
    await plant([{ by: cast.maria, ...made }, { by: cast.maria }])
    const olga = await visit(cast.admin)
    const text = await textOf(olga.post('/exports/analytics?compare=none', CSV))
    assert.match(text, /\nTickets,number,2\n/)
    assert.match(text, /\nCompletion rate,percent,100\n/)
    assert.match(text, /,hours,1\.5\n/)
  })
})
