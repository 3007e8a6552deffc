import { test } from '@japa/runner'
import { bannerOf, createFor, inLanes } from '#tests/support/creates'
import { figures } from '#tests/support/figures'
import { openDesk, type LiveDesk } from '#tests/support/race'
import { until } from '#tests/support/until'
import type { Visitor } from '#tests/support/visitor'

/**
 * Real web processes that end, kindly or not, with people at them. That the supervisor takes over what a kill -9 left
 * is shown in tests/launcher/supervisor.spec.js.
 */
test.group('A web process ends', (group) => {
  let desk: LiveDesk
  let marias: Visitor[]

  group.setup(async () => {
    desk = await openDesk(3)
    marias = await desk.visitors(desk.cast.maria)
    return () => desk.close()
  })

  const madeWith = (prefix: string) =>
    desk.database.rows('select id, title from tickets where title like $1', [`${prefix}%`])

  test('by SIGTERM under load: what it took it finishes', async ({ assert }) => {
    const [web] = desk.webs
    const [maria] = marias
    const acknowledged: number[] = []
    const others: number[] = []
    let isRefused = false
    const load = inLanes(2000, 12, async (nth) => {
      if (isRefused) return
      const form = await bannerOf(desk, `Kind ${nth}`, `kind-${nth}`)
      const answer = await maria.post('/tickets', form).catch(() => null)
      if (answer?.status === 303) acknowledged.push(Number(answer.location!.split('/').pop()))
      else if (answer) others.push(answer.status)
      else isRefused = true
    })
    await until(() => acknowledged.length > 20, 'there is load')
    const { code, ms } = await web.end('SIGTERM')
    await load
    const made = await madeWith('Kind')
    figures('SIGTERM under load', { acknowledged: acknowledged.length, made: made.length, ms })
    assert.equal(code, 0)
    assert.isBelow(ms, 15_000)
    assert.deepEqual(others, [])
    assert.sameMembers(
      made.map(({ id }) => id),
      acknowledged
    )
  }).timeout(40_000)

  test('by kill -9 amid 100 creates: each exists once, none acknowledged is lost', async ({
    assert,
  }) => {
    const [, first, second] = desk.webs
    const [, atFirst, atSecond] = marias
    const ids = new Map<string, number>()
    let again = 0
    const load = inLanes(100, 10, async (nth) => {
      const title = `Hard ${nth}`
      const form = await bannerOf(desk, title, `hard-${nth}`)
      const { id, tries } = await createFor(() => (first.isAlive() ? atFirst : atSecond), form)
      if (tries > 1) again += 1
      ids.set(title, id)
    })
    await until(() => ids.size > 30, 'some are acknowledged')
    await first.end('SIGKILL')
    await load
    const made = await madeWith('Hard')
    figures('kill -9 amid 100 creates', { made: made.length, sentAgain: again })
    assert.isTrue(second.isAlive())
    assert.isAbove(again, 0)
    assert.lengthOf(made, 100)
    for (const { id, title } of made) assert.equal(ids.get(title), id)
  }).timeout(40_000)

  test('ends soon although somebody keeps a connection open', async ({ assert }) => {
    const [, , last] = desk.webs
    const { code, ms } = await last.end('SIGTERM')
    assert.equal(code, 0)
    assert.isBelow(ms, 5000)
  })
})
