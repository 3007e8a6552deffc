import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import RequestType from '#models/request_type'
import { deadlineCriteria, deadlineHours, expectDeadline } from '#services/tickets/compute_deadline'
import type { Priority } from '#workflows/workflow'

test.group('Deadlines', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('{priority} {criteria}: {hours} h')
    .with([
      { priority: 'urgent', criteria: 'video', hours: 3 },
      { priority: 'urgent', criteria: 'image', hours: 2 },
      { priority: 'high', criteria: 'video', hours: 24 },
      { priority: 'high', criteria: 'image', hours: 24 },
      { priority: 'medium', criteria: 'video', hours: 72 },
      { priority: 'medium', criteria: 'image', hours: 72 },
      { priority: 'low', criteria: 'video', hours: 168 },
      { priority: 'low', criteria: 'image', hours: 168 },
    ] as { priority: Priority; criteria: 'image' | 'video'; hours: number }[])
    .run(async ({ assert }, { priority, criteria, hours }) => {
      const type = await RequestType.findByOrFail('key', 'ads')
      const question = { workflow: 'creative', requestTypeId: type.id, priority, criteria }
      assert.equal(await deadlineHours(question), hours)
      const start = DateTime.utc(2026, 3, 28, 12)
      const expected = await expectDeadline(question, type.handlingDepartmentId ?? 1, start)
      assert.equal(expected!.deadlineAt!.diff(start, 'hours').hours, hours)
      assert.isNull(expected!.responseDueAt)
    })

  test('the most specific rule wins: request type, then criteria, then priority alone', async ({
    assert,
  }) => {
    const type = await RequestType.findByOrFail('key', 'ads')
    const other = await RequestType.findByOrFail('key', 'website_banner')
    const question = {
      workflow: 'creative',
      requestTypeId: type.id,
      priority: 'urgent' as const,
      criteria: 'video' as const,
    }
    const rule = { workflow: 'creative', priority: 'urgent' }
    await db
      .table('deadline_rules')
      .insert({ ...rule, request_type_id: type.id, criteria: null, hours: 9 })
    assert.equal(await deadlineHours(question), 9)
    assert.equal(await deadlineHours({ ...question, requestTypeId: other.id }), 3)
    await db
      .table('deadline_rules')
      .insert({ ...rule, request_type_id: type.id, criteria: 'video', hours: 1.5 })
    assert.equal(await deadlineHours(question), 1.5)
    assert.equal(await deadlineHours({ ...question, criteria: 'image' }), 9)
    const start = DateTime.utc(2026, 1, 1)
    const expected = await expectDeadline(question, 1, start)
    assert.equal(expected!.deadlineAt!.diff(start, 'minutes').minutes, 90)
  })

  test('a type below a heading has the rule of the heading until it has its own', async ({
    assert,
  }) => {
    const [heading, child] = [
      await RequestType.findByOrFail('key', 'technical'),
      await RequestType.findByOrFail('key', 'bug'),
    ]
    await child.merge({ parentId: heading.id }).save()
    const question = {
      workflow: 'support',
      requestTypeId: child.id,
      priority: 'urgent' as const,
      criteria: 'image' as const,
    }
    const rule = { workflow: 'support', priority: 'urgent', criteria: null }
    assert.equal(await deadlineHours(question), 2)
    await db.table('deadline_rules').insert({ ...rule, request_type_id: heading.id, hours: 6 })
    assert.equal(await deadlineHours(question), 6)
    await db.table('deadline_rules').insert({ ...rule, request_type_id: child.id, hours: 1 })
    assert.equal(await deadlineHours(question), 1)
    assert.equal(await deadlineHours({ ...question, requestTypeId: heading.id }), 6)
    const other = await RequestType.findByOrFail('key', 'billing')
    assert.equal(await deadlineHours({ ...question, requestTypeId: other.id }), 2)
  })

  test('there is none without a rule', async ({ assert }) => {
    await db.from('deadline_rules').where('priority', 'low').delete()
    const question = {
      workflow: 'creative',
      requestTypeId: 1,
      priority: 'low' as const,
      criteria: 'image' as const,
    }
    assert.isNull(await deadlineHours(question))
    assert.isNull(await expectDeadline(question, 1, DateTime.utc()))
  })

  test('several items count as video if any is; no criteria counts as image', ({ assert }) => {
    assert.equal(deadlineCriteria(null, [{ criteria: 'image' }, { criteria: 'video' }]), 'video')
    assert.equal(deadlineCriteria('video', [{ criteria: 'image' }]), 'image')
    assert.equal(deadlineCriteria(null, [{ criteria: null }]), 'image')
    assert.equal(deadlineCriteria(null, []), 'image')
    assert.equal(deadlineCriteria('video', []), 'video')
  })
})
