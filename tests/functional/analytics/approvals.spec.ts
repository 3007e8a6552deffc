import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { approvalTables } from '#services/reports/approvals/approval_tables'
import { plant } from '#tests/support/counted'
import { contextOf, differing, figuresOf } from '#tests/support/counted_lists'
import { queriesOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { visit } from '#tests/support/visitor'
import type User from '#models/user'

const DUE = Date.parse('2026-11-18T04:00:00Z')
const HOUR = 3600

test.group('Approvals in figures', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    const { maria, rico, ana, ben, admin } = cast
    const ids = await plant([
      { by: maria, status: 'pending_creative', departmentSeconds: HOUR },
      { by: maria, status: 'approved', departmentSeconds: 3 * HOUR, creativeSeconds: HOUR },
      { by: maria, status: 'rejected', departmentSeconds: 2 * HOUR },
      { by: rico, status: 'requested' },
      { by: maria, status: 'requested', deleted: true, departmentSeconds: 9 * HOUR },
    ])
    await decide(ids[0], 'department', 'approved', ana, HOUR)
    // Rejected, asked again and approved: one ticket, two decisions.
    await decide(ids[1], 'department', 'rejected', ana, 5 * HOUR, true)
    await decide(ids[1], 'department', 'approved', ana, 3 * HOUR)
    await decide(ids[1], 'creative', 'approved', ben, HOUR)
    await decide(ids[2], 'department', 'rejected', admin, 2 * HOUR)
    await decide(ids[3], 'department', 'skipped', null, 0)
    await decide(ids[4], 'department', 'approved', ana, 9 * HOUR)
  })

  test('says for each step and person how long decisions took, as the lists hold them', async ({
    assert,
  }) => {
    const [steps, department, creative] = await approvalTables(await contextOf(cast.admin))
    const hours = (...all: number[]) => all.map((one) => Math.round(one * HOUR))
    assert.deepEqual(figuresOf(steps, 'Department approval'), [
      ...[3, ...hours(2, 2.8)],
      ...[2, 2, 1, 1],
    ])
    assert.deepEqual(figuresOf(steps, 'Creative approval'), [1, ...hours(1, 1), 1, 0, 0, 1])
    assert.deepEqual(figuresOf(department, cast.ana.fullName), [2, 2, 1, ...hours(3, 4.6)])
    assert.deepEqual(figuresOf(department, cast.admin.fullName), [1, 0, 1, ...hours(2, 2)])
    assert.equal(department.total!.cells[0].value, 3)
    assert.deepEqual(figuresOf(creative, cast.ben.fullName), [1, 1, 0, ...hours(1, 1)])
    for (const table of [steps, department, creative]) {
      assert.deepEqual(await differing(cast.admin, table), [])
    }
  })

  test('says none where nobody decided, to each of what is his', async ({ assert }) => {
    const [steps, department] = await approvalTables(await contextOf(cast.rico))
    assert.deepEqual(figuresOf(steps, 'Department approval'), [0, null, null, 0, 0, 1, 1])
    assert.lengthOf(department.rows, 0)
    const rico = await visit(cast.rico)
    assert.deepEqual(await differing(cast.rico, steps), [])
    const page = await rico.get('/analytics/approvals')
    assert.include(page.text, 'None in this range')
    assert.notInclude(page.text, 'NaN')
    const admin = await visit(cast.admin)
    const none = await admin.get('/analytics/approvals?from=2020-01-01&to=2020-01-02')
    assert.isAtMost(queriesOf(await admin.get('/analytics/approvals')), queriesOf(none))
  })
})

async function decide(
  ticketId: number,
  step: string,
  decision: string,
  by: User | null,
  seconds: number,
  isVoided = false
) {
  const decided = new Date(DUE + seconds * 1000)
  await db.table('approvals').insert({
    ...{ ticket_id: ticketId, step, decision, user_id: by?.id ?? null, channel: 'web' },
    ...{ brief_version: 1, round: 1, due_at: new Date(DUE), decided_at: decided },
    voided_at: isVoided ? decided : null,
  })
}
