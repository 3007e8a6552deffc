import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { onACleanDesk, statusOf, textOf } from '#tests/support/accounts'
import { plant } from '#tests/support/counted'
import { addComment } from '#services/comments/add_comment'
import { exportAs } from '#tests/support/export_as'
import { makeCast, makePerson } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

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
    assert.include(await textOf(exportAs(inside, path)), 'internal note')
    const outside = await visit(rosa)
    const text = await textOf(exportAs(outside, path))
    assert.match(text, /^\uFEFF?Time \(.*\),Ticket,Title,Person/)
    assert.include(text, `,${ticket.id},Printer,`)
    assert.notInclude(text, 'internal note')
    assert.equal(await statusOf(exportAs(outside, '/exports/activity?kind=gossip')), 422)
  })

  test('people: all to admins, one’s own to managers, nobody to others', async ({ assert }) => {
    const cast = await makeCast()
    const [olga, ana, rico] = [
      await visit(cast.admin),
      await visit(cast.ana),
      await visit(cast.rico),
    ]
    const all = await textOf(exportAs(olga, '/exports/people?role=member'))
    assert.include(all, 'Last seen')
    assert.match(all, /,rico,.*\n/)
    assert.notMatch(all, /,ana,/)
    const own = await textOf(exportAs(ana, '/exports/people'))
    assert.notInclude(own, 'Last seen')
    assert.match(own, /,maria,/)
    assert.notMatch(own, /,rico,/)
    assert.equal(await statusOf(exportAs(rico, '/exports/people')), 404)
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
      assert.include(await textOf(exportAs(olga, `/exports/${list}`)), word)
    }
    for (const list of ['products', 'sign-in-attempts']) {
      assert.equal(await statusOf(exportAs(ana, `/exports/${list}`)), 403, list)
    }
  })

  test('many sign-in attempts: each once, newest first, also of one moment', async ({ assert }) => {
    const admin = await makePerson({ role: 'admin' })
    await db.rawQuery(
      `insert into login_attempts (name, address, agent, result, created_at)
       select 'try' || n, '10.0.0.1', '', 'unknown', timestamptz '2026-03-01' + interval '1 microsecond' * (n / 3)
       from generate_series(1, 1001) n`
    )
    const visitor = await visit(admin)
    const text = await textOf(exportAs(visitor, '/exports/sign-in-attempts?q=try'))
    const tries = Array.from(text.matchAll(/,try(\d+),/g), ([, number]) => Number(number))
    assert.deepEqual(
      tries,
      Array.from({ length: 1001 }, (_, at) => 1001 - at)
    )
  })

  test('the audit holds what narrowed an export, and nothing that an address only says', async ({
    assert,
  }) => {
    const cast = await makeCast()
    const [olga, ana] = [await visit(cast.admin), await visit(cast.ana)]
    const invented = Array.from({ length: 20 }, (_, at) => `${'abcdefghijklmnoprstu'[at]}=1`)
    const asked = {
      '/exports/trash?requester_id=10&q=logo': { filter_q: 'logo' },
      [`/exports/people?${invented.join('&')}&role=member`]: { filter_role: 'member' },
      '/exports/tickets?view=cards&page=2&handler=9': { filter_tab: 'open', filter_sort: 'newest' },
      '/exports/analytics?tab=breakdowns&range=week&from=2026-03-01&to=2026-03-02&table=priority': {
        ...{ filter_range: 'custom', filter_from: '2026-03-01', filter_to: '2026-03-02' },
        ...{ filter_tab: 'breakdowns', filter_table: 'priority' },
      },
      '/exports/products?brand=x': {},
    }
    const noted = async () => {
      const row = await db
        .from('audit_events')
        .where('action', 'list_exported')
        .orderBy('id', 'desc')
        .first()
      const facts = row.changes.map((change: any) => [change.field, change.after])
      const { format, rows, ...filters } = Object.fromEntries(facts)
      return filters
    }
    for (const [path, filters] of Object.entries(asked)) {
      assert.equal(await statusOf(exportAs(olga, path)), 200, path)
      assert.deepEqual(await noted(), filters, path)
    }
    // Managers narrow people by name alone: the role changes nothing for them.
    await textOf(exportAs(ana, '/exports/people?role=admin&q=ma'))
    assert.deepEqual(await noted(), { filter_q: 'ma' })
  })

  test('the trash and the open work, as far as one sees them', async ({ assert }) => {
    const cast = await makeCast()
    const [gone] = await plant([{ by: cast.maria, deleted: true }, { by: cast.maria }])
    await plant([
      { by: cast.rico, deleted: true },
      { by: cast.rico, to: cast.kim, status: 'approved' },
    ])
    const [ana, kim] = [await visit(cast.ana), await visit(cast.kim)]
    const trash = await textOf(exportAs(ana, '/exports/trash'))
    assert.match(trash, /^\uFEFF?Put into the trash \(.*\),By,Number/)
    assert.deepEqual(trash.match(/(?<=tickets\/)\d+/g), [String(gone)])
    const work = await textOf(exportAs(kim, '/exports/workload'))
    assert.match(work, new RegExp(`\n${cast.kim.fullName},1,`))
    assert.notInclude(work, cast.joy.fullName)
  })

  test('the summary of a report, as numbers in their units', async ({ assert }) => {
    const cast = await makeCast()
    const made = { to: cast.kim, status: 'completed', processingSeconds: 5400 }
    await plant([{ by: cast.maria, ...made }, { by: cast.maria }])
    const olga = await visit(cast.admin)
    const text = await textOf(exportAs(olga, '/exports/analytics?compare=none'))
    assert.match(text, /\nTickets,number,2\n/)
    assert.match(text, /\nCompletion rate,percent,100\n/)
    assert.match(text, /,hours,1\.5\n/)
  })
})
