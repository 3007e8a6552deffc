import { createServer, type Server, type Socket } from 'node:net'
import { test } from '@japa/runner'
import type User from '#models/user'
import { BotApi, type ApiUser } from '#tests/support/bot_api'
import { bannerOf, createFor, inLanes } from '#tests/support/creates'
import { figures, percentile, timed } from '#tests/support/figures'
import { MailServer } from '#tests/support/mail_server'
import { makePerson } from '#tests/support/people'
import { openDesk, type LiveDesk } from '#tests/support/race'
import { until } from '#tests/support/until'
import type { Visitor } from '#tests/support/visitor'

const EVENTS = 1000
const LANES = 4
const DEPARTMENTS = ['Marketing', 'Sales', 'IT', 'Finance', 'HR', 'Operations', 'Customer Care']

interface Side {
  requester: Visitor
  manager: User
  account: ApiUser
}

/** Mail server and Telegram away, first without an answer, then not there at all, while a thousand requests come in. */
test.group('Mail and Telegram away during a thousand events', (group) => {
  const api = new BotApi()
  let mails = new MailServer()
  let port: number
  let silence: Server | null = null
  const sockets = new Set<Socket>()
  let desk: LiveDesk
  let sides: Side[]

  group.setup(async () => {
    await api.start()
    const url = await mails.start()
    port = mails.port
    const env = { ...api.env, SMTP_URL: url }
    desk = await openDesk(1, env)
    sides = []
    for (const [nth, department] of DEPARTMENTS.entries()) sides.push(await sideOf(department, nth))
    await desk.processes.worker(env)
    return async () => {
      await desk.close()
      await endSilence()
      await mails.stop()
      await api.stop()
    }
  })

  test('no request is slower, and everything arrives once after their return', async ({
    assert,
  }) => {
    const calm = await createMany('calm', 200)
    await allGone(120)

    await mails.stop()
    await beSilent()
    api.hang()
    const hanging = await createMany('hanging', EVENTS / 2)
    await endSilence()
    await api.down()
    const away = await createMany('away', EVENTS / 2)

    const received = mails.received.length
    const before = mails
    mails = new MailServer()
    await mails.start(port)
    api.goOn()
    await api.up()
    const back = await allGone(300)

    const p95 = (ms: number[]) => percentile(ms, 0.95)
    figures(`${EVENTS} events with mail and Telegram away`, {
      calm: p95(calm),
      hanging: p95(hanging),
      away: p95(away),
      back,
    })
    assert.equal(received, before.received.length)
    for (const { manager, account } of sides) {
      const mine = [...before.mailsTo(manager.email), ...mails.mailsTo(manager.email)]
      const numbers = mine.map(({ subject }) => /#(\d+)/.exec(subject ?? '')![1])
      assert.lengthOf(new Set(numbers), numbers.length, 'no mail twice')
      const cards = api.in(account).filter(({ from }) => from.is_bot)
      const carded = cards.map(({ text }) => /#(\d+)/.exec(text)![1])
      assert.lengthOf(new Set(carded), carded.length, 'no card twice')
      assert.sameMembers(numbers, carded)
    }
    const [{ tickets }] = await desk.database.rows('select count(*)::int as tickets from tickets')
    assert.equal(tickets, EVENTS + 200)
    assert.isBelow(p95(hanging), Math.max(1.5 * p95(calm), 150))
    assert.isBelow(p95(away), Math.max(1.5 * p95(calm), 150))
  }).timeout(900_000)

  async function sideOf(department: string, nth: number): Promise<Side> {
    const manager = await makePerson({ username: `head${nth}`, role: 'manager', department })
    const asker = await makePerson({ username: `asker${nth}`, department })
    const account = api.person(8_000_000 + nth, `Head${nth}`, { hasStarted: true })
    await desk.database.rows(`update departments set manager_id = $1 where name = $2`, [
      manager.id,
      department,
    ])
    await desk.database.rows(
      `update users set telegram_chat_id = $1, telegram_linked_at = now() where id = $2`,
      [String(account.id), manager.id]
    )
    const [requester] = await desk.visitors(asker)
    return { requester, manager, account }
  }

  /** @returns how long each create took, in milliseconds */
  async function createMany(phase: string, count: number): Promise<number[]> {
    const took: number[] = []
    await inLanes(count, LANES, async (nth) => {
      const { requester } = sides[nth % sides.length]
      const form = await bannerOf(desk, `Asked while ${phase} ${nth}`, `${phase}-${nth}`)
      const { ms } = await timed(() => createFor(() => requester, form))
      took.push(ms)
    })
    return took
  }

  /** Takes connections and never says a word. */
  async function beSilent(): Promise<void> {
    silence = createServer((socket) => {
      sockets.add(socket.on('error', () => {}))
    })
    await new Promise<void>((resolve) => silence!.listen(port, '127.0.0.1', resolve))
  }

  async function endSilence(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    const ending = silence
    silence = null
    if (ending) await new Promise((resolve) => ending.close(resolve))
  }

  async function allGone(seconds: number): Promise<number> {
    const left = async () => {
      const [row] = await desk.database.rows(
        `select count(*)::int as left from deliveries where state in ('waiting', 'sending')`
      )
      return row.left as number
    }
    return until(async () => (await left()) === 0, 'nothing waits any more', seconds)
  }
})
