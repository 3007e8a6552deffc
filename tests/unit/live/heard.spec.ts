import { test } from '@japa/runner'
import { payloadsOf } from '#services/live/announce'
import { Heard, readAnnouncement } from '#services/live/heard'
import { Recent } from '#services/live/recent'

test.group('What was heard', () => {
  test('is put together', ({ assert }) => {
    const heard = new Heard()
    heard.add({ ticket: 1, from: 'approved', was: [5] })
    heard.add({ ticket: 1, was: [6] })
    heard.add({ tickets: [1, 2], people: [7] })
    const again = new Heard()
    again.addAll(heard)
    for (const one of [heard, again]) {
      assert.deepEqual([...one.tickets.keys()], [1, 2])
      assert.deepEqual([...one.tickets.get(1)!.was], [5, 6])
      assert.deepEqual([...one.tickets.get(1)!.from], ['approved'])
      assert.deepEqual([...one.people], [7])
    }
  })

  test('may be anything', ({ assert }) => {
    for (const payload of [undefined, '', 'x', '[1]', '1', 'null', '"x"']) {
      assert.isNull(readAnnouncement(payload))
    }
    const heard = new Heard()
    heard.add({ ticket: 'x', people: 7, was: {}, looking: [null, 1.5, '2'] } as never)
    assert.isTrue(heard.isEmpty)
  })
})

test.group('What is announced', () => {
  test('fits into one payload, or goes in several, whatever is long in it', ({ assert }) => {
    const ids = (count: number) => Array.from({ length: count }, (_, at) => 2_000_000_000 + at)
    const short = { ticket: 1, from: 'approved', was: [2] }
    assert.deepEqual(payloadsOf(short), [short])
    for (const said of [
      { looking: ids(2_500) },
      { ended: ids(1_500) },
      { tickets: ids(600), people: ids(600) },
      { ticket: 7, from: 'in_progress', was: ids(900), people: ids(800) },
    ]) {
      const heard = new Heard()
      for (const payload of payloadsOf(said)) {
        assert.isBelow(JSON.stringify(payload).length, 8_000)
        heard.add(payload)
      }
      const whole = new Heard()
      whole.add(said)
      assert.deepEqual({ ...heard }, { ...whole })
    }
  })
})

test.group('The last minutes', () => {
  test('are known from when listening began', ({ assert }) => {
    const recent = new Recent()
    assert.isNull(recent.since(Date.now()))
    recent.begin(10_000)
    recent.add({ ticket: 1 }, 11_000)
    recent.add({ ticket: 2 }, 20_000)
    assert.isNull(recent.since(11_000))
    assert.deepEqual(recent.since(12_500), [{ ticket: 1 }, { ticket: 2 }].slice(0))
    assert.deepEqual(recent.since(21_000), [{ ticket: 2 }])
    assert.deepEqual(recent.since(23_000), [])
    recent.begin(30_000)
    assert.isNull(recent.since(23_000))
  })

  test('are forgotten after a while, and that is known', ({ assert }) => {
    const recent = new Recent()
    recent.begin(0)
    for (let n = 1; n <= 6_000; n += 1) recent.add({ ticket: n }, 10_000 + n)
    assert.isNull(recent.since(12_001))
    assert.isBelow(recent.since(17_000)!.length, 3_100)
    recent.add({ ticket: 7_000 }, 1_000_000)
    assert.isNull(recent.since(17_000))
    assert.deepEqual(recent.since(1_000_000), [{ ticket: 7_000 }])
  })

  test('no cursor at all is a gap', ({ assert }) => {
    const recent = new Recent()
    recent.begin(0)
    assert.isNull(recent.since(Number.NaN))
    assert.isNull(recent.since(0))
  })
})
