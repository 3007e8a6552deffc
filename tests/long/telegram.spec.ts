import { test } from '@japa/runner'
import env from '#start/env'
import { BotApi } from '#tests/support/bot_api'
import {
  allSent,
  askThroughOutage,
  countCards,
  gatherCrowd,
  type Crowd,
} from '#tests/support/crowd_of_approvers'
import { figures } from '#tests/support/figures'
import { openDesk, type LiveDesk } from '#tests/support/race'

/** The long form of tests/faults/telegram.spec.ts. */
test.group('Telegram away during a thousand messages', (group) => {
  const api = new BotApi()
  let desk: LiveDesk
  let crowd: Crowd

  group.setup(async () => {
    await api.start()
    env.set('TELEGRAM_BOT_TOKEN', api.token)
    env.set('TELEGRAM_API_ROOT', api.root)
    desk = await openDesk(1, api.env)
    crowd = await gatherCrowd(desk, api, 20)
    return async () => {
      await desk.close()
      env.set('TELEGRAM_BOT_TOKEN', '')
      env.set('TELEGRAM_API_ROOT', '')
      await api.stop()
    }
  })

  test('all arrive within five minutes of its return, none twice but one a kill', async ({
    assert,
  }) => {
    const { ids, slowest } = await askThroughOutage(desk, api, crowd, 50)
    const ms = await allSent(desk, 300)
    const counts = countCards(crowd.cards())
    const each = ids.flatMap((id) =>
      crowd.people.map(({ account }) => counts.get(`${account.id} ${id}`) ?? 0)
    )
    const twice = each.filter((count) => count > 1).length
    const times = api.calls
      .filter(({ method, status }) => method === 'sendMessage' && status === 200)
      .map(({ at }) => at)
    const mostASecond = Math.max(
      ...times.map((at, nth) => times.slice(nth).filter((other) => other < at + 1000).length)
    )
    figures('1,000 cards through an outage', { ms, slowest, twice, mostASecond })
    assert.lengthOf(each, 1000)
    assert.isTrue(each.every((count) => count > 0))
    // One a kill, and one that Telegram took without an answer when it went away.
    assert.isAtMost(twice, 3)
    assert.isAtMost(mostASecond, 31)
    assert.isBelow(slowest, 1000)
  }).timeout(420_000)
})
