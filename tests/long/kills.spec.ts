import { test } from '@japa/runner'
import { bannerOf, createFor, inLanes } from '#tests/support/creates'
import { figures } from '#tests/support/figures'
import { openDesk, type LiveDesk } from '#tests/support/race'
import { until } from '#tests/support/until'
import { visit, type Visitor } from '#tests/support/visitor'

const KILLS = 20

/** The long form of tests/faults/shutdown.spec.ts. */
test.group('A web process is killed again and again', (group) => {
  let desk: LiveDesk

  group.setup(async () => {
    desk = await openDesk(1)
    return () => desk.close()
  })

  test('each create exists once, none acknowledged is lost', async ({ assert }) => {
    const { cast, database, processes } = desk
    let [web] = desk.webs
    let maria: Visitor
    const renew = async () => {
      const next = await visit(cast.maria, web.url)
      await next.get('/notifications')
      maria = next
    }
    await renew()
    const ids = new Map<string, number>()
    let again = 0
    let isOver = false
    const load = inLanes(100_000, 10, async (nth) => {
      if (isOver) return
      const title = `Hard ${nth}`
      const form = await bannerOf(desk, title, `hard-${nth}`)
      const { id, tries } = await createFor(() => maria, form)
      if (tries > 1) again += 1
      ids.set(title, id)
    })
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = ids.size
      await until(() => ids.size > before + 40, 'creates are acknowledged', 60)
      await web.end('SIGKILL')
      web = await processes.web()
      await renew()
    }
    isOver = true
    await load
    const made = await database.rows(`select id, title from tickets where title like 'Hard%'`)
    figures(`${KILLS} kills`, { acknowledged: ids.size, made: made.length, sentAgain: again })
    assert.equal(made.length, ids.size)
    for (const { id, title } of made) assert.equal(ids.get(title), id)
  }).timeout(600_000)
})
