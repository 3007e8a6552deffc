import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import clock from '#services/clock'
import { supportTables } from '#services/reports/support/support_tables'
import { plant } from '#tests/support/counted'
import { contextOf, differing, figuresOf, listed } from '#tests/support/counted_lists'
import { queriesOf } from '#tests/support/look'
import { makeSupportCast, type SupportCast } from '#tests/support/support_desk'
import { visit } from '#tests/support/visitor'
import type User from '#models/user'

const NOON = DateTime.fromISO('2026-11-18T12:00:00Z')
/** So many hours after the creation of all these tickets. */
const at = (hours: number) => NOON.minus({ hours: 10 - hours }).toISO()!
const HOUR = 3600

test.group('Support in figures', (group) => {
  let cast: SupportCast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    clock.freeze(NOON)
    cast = await makeSupportCast()
    const bug = {
      type: 'bug',
      by: cast.rosa,
      createdAt: at(0),
      answerDueAt: at(2),
      deadlineAt: at(8),
    }
    const done = { ...bug, status: 'closed' }
    await plant([
      { ...done, to: cast.ida, answeredAt: at(1), endedAt: at(4), score: 5 },
      { ...done, to: cast.ida, answeredAt: at(3), endedAt: at(9), score: 2, reopened: 1 },
      // Opened again; still nobody's; and one for Finance.
      { ...bug, status: 'open', to: cast.igor, answeredAt: at(1), reopened: 1 },
      { ...bug, status: 'open' },
      { ...done, type: 'billing', to: cast.fred, answeredAt: at(2), endedAt: at(8) },
      { ...done, to: cast.ida, deleted: true, score: 1 },
      // No support, but rated too.
      { by: cast.rosa, status: 'completed', createdAt: at(0), endedAt: at(3), score: 4 },
    ])
    return () => clock.goOn()
  })

  test('counts what was promised and kept by department, agent and type, as the lists do', async ({
    assert,
  }) => {
    const tables = await supportTables(await contextOf(cast.olga))
    const [targets, department, agent, type] = tables
    assert.deepEqual(figuresOf(targets, 'First answer'), [4, 3, 1, 75, 1.5 * HOUR, 2.7 * HOUR, 1])
    assert.deepEqual(figuresOf(targets, 'Resolution'), [3, 2, 1, 66.7, 8 * HOUR, 31_680, 2])
    assert.deepEqual(figuresOf(department, 'IT'), [
      ...[4, HOUR, 66.7, 2, 6.5 * HOUR, 50],
      ...[2, 2, 66.7, 2, 3.5],
    ])
    assert.deepEqual(figuresOf(agent, cast.fred.fullName).slice(0, 4), [1, 2 * HOUR, 100, 1])
    assert.deepEqual(figuresOf(agent, 'Nobody yet').slice(0, 3), [1, null, null])
    assert.deepEqual(
      [department, agent, type].map(({ total }) => total!.cells[0].value),
      [5, 5, 5]
    )
    for (const table of [targets, department, agent]) {
      assert.deepEqual(await differing(cast.olga, table), [])
    }
  })

  test('adds scores up by workflow, as the lists do', async ({ assert }) => {
    const satisfaction = await satisfactionOf(cast.olga)
    assert.deepEqual(figuresOf(satisfaction, 'Support request'), [2, 3.5, 50, 1, 0, 0, 1, 0])
    assert.deepEqual(figuresOf(satisfaction, 'Creative request'), [1, 4, 100, 0, 1, 0, 0, 0])
    assert.equal(satisfaction.total!.cells[1].value, 3.7)
    assert.deepEqual(await differing(cast.olga, satisfaction), [])
  })

  test('tells a rating only to those who read it, in figures and in lists', async ({ assert }) => {
    const [carl, ivan] = [await visit(cast.carl), await visit(cast.ivan)]
    const [ivans, carls] = [await satisfactionOf(cast.ivan), await satisfactionOf(cast.carl)]
    assert.lengthOf(carls.rows, 0)
    assert.deepEqual(figuresOf(ivans, 'Support request'), [2, 3.5, 50, 1, 0, 0, 1, 0])
    assert.equal(await listed(ivan, '/tickets?tab=all&score=5'), 1)
    assert.equal(await listed(carl, '/tickets?tab=all&score=5'), 0)
    // Igor sees the queue of his department with Ida's tickets, and learns nothing of their scores by asking for them.
    const igor = await visit(cast.igor)
    assert.isAbove(await listed(igor, '/tickets?tab=all&type=&workflow=support'), 1)
    assert.equal(await listed(igor, '/tickets?tab=all&is=rated'), 0)
    assert.equal(await listed(igor, '/tickets?tab=all&is=content'), 0)
  })

  test('stands on the page in few queries, and says none of nothing', async ({ assert }) => {
    const olga = await visit(cast.olga)
    const empty = await olga.get('/analytics/support?from=2020-01-01&to=2020-01-02')
    const page = await olga.get('/analytics/support')
    assert.equal(page.status, 200)
    assert.include(page.text, '66.7 %')
    assert.equal(empty.text.match(/>None in this range/g)?.length, 5)
    assert.notMatch(empty.text, /NaN|Infinity/)
    assert.isAtMost(queriesOf(page), queriesOf(empty))
    const creative = await olga.get('/analytics/support?workflow=creative')
    assert.equal(creative.text.match(/>None in this range/g)?.length, 4)
  })
})

async function satisfactionOf(viewer: User) {
  const tables = await supportTables(await contextOf(viewer))
  return tables.at(-1)!
}
