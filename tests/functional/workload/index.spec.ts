import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { plant } from '#tests/support/counted'
import { look, open, queriesOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { visit } from '#tests/support/visitor'

test.group('The workload', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  /** Seven tickets: five of Kim and Joy, one that nobody has, one that waits for approval. */
  async function plantWork() {
    const by = cast.maria
    const at = (days: number) => clock.now().plus({ days }).toISO()!
    const ids = await plant([
      { by, to: cast.kim, status: 'in_progress', deadlineAt: at(-2) },
      { by, to: cast.kim, status: 'approved', deadlineAt: at(3) },
      { by, to: cast.kim, status: 'approved', deadlineAt: at(30) },
      { by, to: cast.kim, status: 'completed', deadlineAt: at(-3) },
      { by, to: cast.joy, status: 'in_progress', deadlineAt: at(0) },
      { by, status: 'approved' },
      { by, to: cast.joy, planned: true, status: 'requested' },
    ])
    await db.from('tickets').whereIn('id', ids.slice(0, 2)).update({ estimated_hours: 2.5 })
    return ids
  }

  test('shows everybody’s, each figure with a list that holds exactly as many', async ({
    assert,
  }) => {
    await plantWork()
    const text = await look(cast.ben, '/workload')
    assert.deepEqual(figures(text, 'Kim Test'), ['3', '1', '1', '0', '1', '5.0', '1'])
    assert.deepEqual(figures(text, 'Paolo Test'), ['0', '0', '0', '0', '0', 'none', '0'])
    assert.equal(figures(text, 'Nobody yet')[0], '1')
    assert.equal(figures(text, 'All')[0], '5')
    const ben = await visit(cast.ben)
    const links = [...text.matchAll(/<a href="(\/tickets\?tab=open[^"]+)"[^>]*>(\d+)<\/a>/g)]
    assert.isAbove(links.length, 10)
    for (const [, href, value] of new Map(links.map((link) => [link[1], link])).values()) {
      const list = await ben.get(href.replaceAll('&amp;', '&'))
      const ids = new Set([...list.text.matchAll(/href="\/tickets\/(\d+)"/g)].map(([, id]) => id))
      assert.equal(ids.size, Number(value), href)
    }
  })

  test('is one’s own for everybody else, and nothing where there is none', async ({ assert }) => {
    await plantWork()
    const kim = await look(cast.kim, '/workload')
    assert.equal(figures(kim, 'Kim Test')[0], '3')
    assert.notInclude(kim, 'Joy Test')
    assert.notInclude(kim, 'Nobody yet')
    assert.include(await look(cast.rico, '/workload'), 'No work is assigned to you')
    // Who manages a department that does no work for others shares none out.
    assert.include(await look(cast.ana, '/workload'), 'No work is assigned to you')
  })

  test('names who has work although he left, and asks no more for more tickets', async ({
    assert,
  }) => {
    await plantWork()
    const before = queriesOf(await open(cast.ben, '/workload'))
    await db.from('users').where('id', cast.joy.id).update({ deactivated_at: new Date() })
    await plantWork()
    const after = await open(cast.ben, '/workload')
    assert.equal(queriesOf(after), before)
    assert.match(after.text, /Joy Test[\s\S]{0,200}deactivated/)
    assert.equal(figures(after.text, 'Joy Test')[0], '2')
  })
})

/** The figures of a row, as they stand there. */
function figures(text: string, name: string): string[] {
  const at = text.indexOf(name, text.indexOf('<tbody'))
  const row = text.slice(at, text.indexOf('</tr>', at))
  return [...row.matchAll(/<td[\s\S]*?>([\d.]+|none)<\/(?:a|span)>/g)].map(([, value]) => value)
}
