import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import User from '#models/user'
import { readTicketPiece } from '#services/exports/sources/read_ticket_piece'
import { statusOf } from '#tests/support/accounts'
import { plant } from '#tests/support/counted'
import { exportAs } from '#tests/support/export_as'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { cellsOf, unzip } from '#tests/support/unzip'
import { visit, Visitor } from '#tests/support/visitor'

const NASTY = `=HYPERLINK("x"), "a",\nüñ \u202Eltr _x0041_ <b>&`

test.group('Exports of lists', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const exportsOf = () => db.from('audit_events').where('action', 'list_exported').orderBy('id')

  test('the tickets of a list as CSV, with its filters, in my zone, safe to open, and audited', async ({
    assert,
  }) => {
    await cast.ana.merge({ timeZone: 'Asia/Manila' }).save()
    const [first] = await plant([
      { by: cast.maria, createdAt: '2026-03-05T23:30:00Z', quantity: 4, priority: 'high' },
      { by: cast.maria, priority: 'low' },
      { by: cast.rico, priority: 'high' },
    ])
    await db.from('tickets').where('id', first).update({ title: NASTY })
    const ana = await visit(cast.ana)
    const answer = await ana.post('/exports/tickets?tab=all&priority=high&sort=oldest', {
      format: 'csv',
    })
    assert.equal(answer.status, 200)
    const { headers, text } = answer
    assert.match(headers.get('content-disposition')!, /attachment; filename="tickets-.*\.csv"/)
    assert.match(text, /Number,Title,Workflow.*Created \(Asia\/Manila\)/)
    assert.include(
      text,
      `${first},"'=HYPERLINK(""x""), ""a"",\nüñ \u202Eltr _x0041_ <b>&",Creative`
    )
    assert.include(text, '2026-03-06 07:30:00')
    assert.lengthOf(text.match(/\/tickets\/\d+\n/g)!, 1)
    const [event] = await exportsOf()
    const facts = event.changes.map((change: any) => [change.field, change.after])
    assert.deepEqual(
      [event.actor_id, event.subject_type, facts],
      [
        cast.ana.id,
        'tickets',
        [
          ...[
            ['filter_tab', 'all'],
            ['filter_priority', 'high'],
            ['filter_sort', 'oldest'],
          ],
          ...[
            ['format', 'csv'],
            ['rows', '1'],
          ],
        ],
      ]
    )
  })

  test('the same as a workbook: numbers and times are numbers, words never a formula', async ({
    assert,
  }) => {
    await cast.maria.merge({ timeZone: 'Asia/Manila' }).save()
    const [first] = await plant([
      { by: cast.maria, createdAt: '2026-03-05T23:30:00Z', quantity: 4 },
    ])
    await db.from('tickets').where('id', first).update({ title: NASTY })
    const maria = await visit(cast.maria)
    const archive = await maria.download('/exports/tickets?tab=all', { format: 'xlsx' })
    const files = unzip(archive)
    const [head, row, ...rest] = cellsOf(files.get('xl/worksheets/sheet1.xml')!)
    assert.deepEqual(rest, [])
    assert.equal(row[0], String(first))
    assert.equal(
      row[1],
      JSON.stringify(NASTY)
        .replace('<b>&', '&lt;b&gt;&amp;')
        .replaceAll('\\"', '&quot;')
        .replace('_x', '_x005F_x')
    )
    const created = head.indexOf('"Created (Asia/Manila)"')
    assert.closeTo(Number(row[created]), 46_087.3125, 1e-6)
    assert.equal(row[head.indexOf('"Pieces"')], '4')
    assert.include(files.get('xl/workbook.xml')!, '<sheet name="Tickets"')
  })

  test('a piece of them: as they are by now, and only those one still sees', async ({ assert }) => {
    const [own, others, gone] = await plant([
      { by: cast.maria },
      { by: cast.rico },
      { by: cast.maria, deleted: true },
    ])
    const ana = await User.asActor(cast.ana.id)
    const idsOf = async (inTrash: boolean) => {
      const rows = await readTicketPiece([others, gone, own], ana!, inTrash)
      return rows.map(({ id }) => id)
    }
    assert.deepEqual(await idsOf(false), [own])
    assert.deepEqual(await idsOf(true), [gone])
  })

  test('a queue, to those whose business it is', async ({ assert }) => {
    const care = await Department.findByOrFail('name', 'Customer Care')
    const [first] = await plant([{ by: cast.maria, type: 'general', status: 'open' }])
    await db.from('tickets').where('id', first).update({ handling_department_id: care.id })
    await db.from('users').where('id', cast.kim.id).update({ department_id: care.id })
    const path = `/exports/queue?department=${care.id}&tab=unassigned`
    const kim = await visit(cast.kim)
    const { text } = await kim.post(path, { format: 'csv' })
    assert.match(text, new RegExp(`/tickets/${first}\n`))
    const rico = await visit(cast.rico)
    assert.equal(await statusOf(rico.post(path, { format: 'csv' })), 404)
  })

  test('the tables of a report, as its page shows them', async ({ assert }) => {
    await plant([
      { by: cast.maria, to: cast.kim, status: 'completed', quantity: 4, criteria: 'image' },
    ])
    const olga = await visit(cast.admin)
    const { text } = await olga.post('/exports/analytics?tab=breakdowns&table=priority', {
      format: 'csv',
    })
    assert.match(text, /^\uFEFF?"?Priority \(.*\)"?,/)
    assert.match(text, /\nAll tickets,1,1,/)
    const path = '/exports/analytics?tab=breakdowns'
    assert.equal(await statusOf(exportAs(olga, `${path}&table=none`)), 404)
    assert.equal(await statusOf(exportAs(olga, `${path}&from=2026-03-02&to=2026-03-01`)), 422)
    const files = unzip(await olga.download(path, { format: 'xlsx' }))
    assert.isAbove(files.get('xl/workbook.xml')!.split('<sheet ').length, 3)
  })

  test('nothing for what cannot be read, nor for nobody', async ({ assert }) => {
    const rico = await visit(cast.rico)
    const bad = [
      '/exports/tickets?tab=everything',
      '/exports/tickets?from=yesterday',
      '/exports/analytics?tab=summary2',
      '/exports/analytics?tab=team&from=0001-01-01&to=9999-01-01',
      '/exports/queue?department=x',
    ]
    for (const path of bad) {
      assert.equal(await statusOf(rico.post(path, { format: 'csv' })), 422, path)
    }
    assert.equal(await statusOf(rico.post('/exports/tickets', { format: 'pdf' })), 422)
    assert.equal(await statusOf(rico.post('/exports/passwords')), 404)
    assert.equal(await statusOf(rico.get('/exports/tickets')), 404)
    assert.equal(await statusOf(new Visitor().post('/exports/tickets', { format: 'csv' })), 302)
    assert.lengthOf(await exportsOf(), 0)
  })
})
