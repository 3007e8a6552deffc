import { test } from '@japa/runner'
import { Gate } from '#services/observing/gate'

test.group('Gate', () => {
  test('lets so many work at once and the next in line follow, in order', async ({ assert }) => {
    const gate = new Gate({ active: 1, waiting: 2, patience: 60_000 })
    const order: number[] = []
    const first = await gate.enter()
    const second = gate.enter().then((leave) => (order.push(2), leave))
    const third = gate.enter().then((leave) => (order.push(3), leave))
    assert.deepEqual(gate.load, { active: 1, waiting: 2 })
    first!()
    const leaveSecond = await second
    leaveSecond!()
    const leaveThird = await third
    leaveThird!()
    assert.deepEqual(order, [2, 3])
    assert.deepEqual(gate.load, { active: 0, waiting: 0 })
  })

  test('turns away at once when the queue is full', async ({ assert }) => {
    const gate = new Gate({ active: 1, waiting: 0, patience: 60_000 })
    await gate.enter()
    assert.isNull(await gate.enter())
  })

  test('turns away who waited too long, and the place stays usable', async ({ assert }) => {
    const gate = new Gate({ active: 1, waiting: 1, patience: 1 })
    const leave = await gate.enter()
    assert.isNull(await gate.enter())
    leave!()
    assert.isNotNull(await gate.enter())
  })

  test('leaving twice gives only one place', async ({ assert }) => {
    const gate = new Gate({ active: 1, waiting: 0, patience: 1 })
    const leave = await gate.enter()
    leave!()
    leave!()
    assert.deepEqual(gate.load, { active: 0, waiting: 0 })
  })

  test('turns away at once who would wait longer than the patience', async ({ assert }) => {
    let now = 0
    const gate = new Gate({ active: 1, waiting: 100, patience: 1000 }, () => now)
    for (let n = 0; n < 60; n += 1) {
      const leave = await gate.enter()
      now += 400
      leave!()
    }
    const leave = await gate.enter()
    const waiting = [gate.enter(), gate.enter()]
    assert.deepEqual(gate.load, { active: 1, waiting: 2 })
    assert.isNull(await gate.enter())
    leave!()
    for (const one of waiting) (await one)!()
    assert.deepEqual(gate.load, { active: 0, waiting: 0 })
  })
})
