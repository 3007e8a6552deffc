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

  test('one key has its share, others pass it in the queue', async ({ assert }) => {
    const share = { active: 1, waiting: 2 }
    const gate = new Gate({ active: 2, waiting: 16, patience: 60_000, share })
    const order: string[] = []
    const come = (key: string) => gate.enter(key).then((leave) => (order.push(key), leave))
    const first = (await come('maria'))!
    const waiting = [come('maria'), come('maria')]
    assert.isNull(await gate.enter('maria'))
    const ana = (await come('ana'))!
    const ben = come('ben')
    first()
    ;(await ben)!()
    ;(await waiting[0])!()
    ana()
    ;(await waiting[1])!()
    assert.deepEqual(order, ['maria', 'ana', 'ben', 'maria', 'maria'])
    assert.deepEqual(gate.load, { active: 0, waiting: 0 })
  })

  test('slow work of one key does not let the others wait, nor send them away', async ({
    assert,
  }) => {
    let now = 0
    const limits = { active: 2, waiting: 16, patience: 3000, share: { active: 1, waiting: 4 } }
    const gate = new Gate(limits, () => now)
    for (let n = 0; n < 60; n += 1) {
      const leave = await gate.enter('maria')
      now += 5000
      leave!()
    }
    const slow = await gate.enter('maria')
    const waiting = Array.from({ length: 19 }, () => gate.enter('maria'))
    assert.equal(gate.load.waiting, 1)
    const ana = await gate.enter('ana')
    assert.isNotNull(ana)
    const ben = gate.enter('ben')
    assert.equal(gate.load.waiting, 2)
    ana!()
    ;(await ben)!()
    slow!()
    ;(await waiting[0])!()
    for (const one of waiting.slice(1)) assert.isNull(await one)
  })

  test('who leaves while he waits gives his place in the queue back', async ({ assert }) => {
    const share = { active: 1, waiting: 1 }
    const gate = new Gate({ active: 1, waiting: 1, patience: 60_000, share })
    const leave = await gate.enter('maria')
    const gone = new AbortController()
    const left = gate.enter('maria', gone.signal)
    gone.abort()
    assert.isNull(await left)
    const stays = gate.enter('maria', new AbortController().signal)
    leave!()
    assert.isNotNull(await stays)
  })
})
