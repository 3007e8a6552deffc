import { test } from '@japa/runner'
import { figures, percentile, timed } from '#tests/support/figures'
import { openDesk, statuses, type LiveDesk } from '#tests/support/race'
import { ask } from '#tests/support/tickets'
import { until } from '#tests/support/until'
import type { Visitor } from '#tests/support/visitor'

/** One real web process that gets far more than it can do at once. */
test.group('More requests than the desk can serve', (group) => {
  let desk: LiveDesk
  let maria: Visitor
  let ana: Visitor

  group.setup(async () => {
    desk = await openDesk(1)
    ;[maria] = await desk.visitors(desk.cast.maria)
    ;[ana] = await desk.visitors(desk.cast.ana)
    return () => desk.handOver()
  })

  /** Asks how many places of the gate for pages are taken, and how many wait. */
  async function load(holds: (now: { active: number; waiting: number }) => boolean) {
    const { text } = await maria.get('/metrics')
    const read = (name: string) => Number(text.match(new RegExp(`^${name} (\\d+)`, 'm'))?.[1])
    return holds({
      active: read('countersign_pages_active'),
      waiting: read('countersign_pages_waiting'),
    })
  }

  test('what is too much is refused at once, decisions still count', async ({ assert }) => {
    const tickets = await Promise.all(Array.from({ length: 20 }, () => ask(desk.cast.maria)))
    const flood = Array.from({ length: 500 }, () => timed(() => maria.get('/')))
    const decisions = tickets.map((ticket) =>
      ana.post(`/approvals/${ticket.id}`, {
        decision: 'approve',
        step: 'department',
        round: 1,
        brief_version: 1,
      })
    )
    const [pages, decided] = await Promise.all([Promise.all(flood), Promise.all(decisions)])
    const refused = pages.filter(({ result }) => result.status === 503)
    const served = pages.filter(({ result }) => result.status === 200)
    figures('500 dashboards and 20 decisions at once', {
      served: served.length,
      refused: refused.length,
      servedP95: percentile(
        served.map(({ ms }) => ms),
        0.95
      ),
      refusedP95: percentile(
        refused.map(({ ms }) => ms),
        0.95
      ),
    })
    assert.deepEqual(statuses(decided), { 302: 20 })
    assert.equal(served.length + refused.length, 500)
    assert.isAbove(served.length, 11)
    assert.isAbove(refused.length, 0)
    for (const { result } of refused) {
      // 2 s: no place; 5 s: on a slow machine, no connection to the database in time (reliability: rule 12).
      const wait = result.headers.get('retry-after') ?? ''
      assert.match(wait, /^[25]$/)
      assert.include(result.text, wait === '2' ? 'busy right now' : 'Back in a moment')
    }
    const after = await timed(() => maria.get('/notifications'))
    assert.equal(after.result.status, 200)
    assert.isBelow(after.ms, 1000)
  }).timeout(40_000)

  test('people who give up while they wait take no place with them', async ({ assert }) => {
    for (let round = 0; round < 3; round += 1) {
      const leave = new AbortController()
      const headers = { cookie: maria.cookies() }
      const impatient = Array.from({ length: 150 }, () =>
        fetch(`${maria.base}/notifications`, { signal: leave.signal, headers }).catch(() => null)
      )
      // Once the first is answered, places are taken and the others wait behind them.
      await Promise.race(impatient)
      leave.abort()
      await Promise.all(impatient)
      await until(() => load(({ waiting }) => waiting === 0), 'nobody waits')
    }
    await until(() => load(({ active }) => active === 0), 'all places are free')
    const { result } = await timed(() => maria.get('/notifications'))
    assert.equal(result.status, 200)
  }).timeout(40_000)

  test('many pages over kept connections leave no place taken', async () => {
    for (let n = 0; n < 60; n += 1) await maria.get(n % 3 ? '/login' : '/nowhere')
    await until(() => load((now) => now.active + now.waiting === 0), 'all places are free', 5)
  })
})
