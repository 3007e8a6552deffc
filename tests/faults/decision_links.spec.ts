import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Delivery from '#models/delivery'
import User from '#models/user'
import { deliverDue } from '#services/deliveries/deliver_due'
import { lockPerson } from '#services/people/lock_person'
import { linkFor } from '#tests/support/decision_links'
import { figures } from '#tests/support/figures'
import { all, openDesk, statuses, type LiveDesk, type Press } from '#tests/support/race'
import { ask, move } from '#tests/support/tickets'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'

/** How often a link and the page meet; the long form (COUNTERSIGN_LONG=1) has them meet more often. */
const ROUNDS = process.env.COUNTERSIGN_LONG ? 30 : 12

/** Links pressed on two real web processes while other doors are used: committed data, many connections. */
test.group('Links to decide, many at once', (group) => {
  let desk: LiveDesk

  group.setup(async () => {
    desk = await openDesk(1)
    const talkative = await desk.processes.web({ LOG_LEVEL: 'trace' })
    desk.webs.push(talkative)
    return async () => {
      await talkative.end('SIGKILL')
      await desk.handOver()
    }
  })

  /** Somebody without an account who opened the page of a link. */
  async function holder(path: string, nth = 0): Promise<Visitor> {
    const visitor = new Visitor(desk.webs[nth % 2].url)
    await visitor.get(path)
    return visitor
  }

  async function story(ticketId: number) {
    const { rows } = desk.database
    const approvals = await rows('select * from approvals where ticket_id = $1', [ticketId])
    const activities = await rows(
      'select * from activities_in_full where ticket_id = $1 order by id',
      [ticketId]
    )
    const tokens = await rows('select * from decision_tokens where ticket_id = $1', [ticketId])
    return { approvals, actions: activities.map((row) => row.action), tokens }
  }

  test('a link opened by forty and pressed at once decides once', async ({ assert }) => {
    const ticket = await ask(desk.cast.maria)
    const path = await linkFor(desk.cast.ana, ticket)
    const crowd = await Promise.all(Array.from({ length: 40 }, (_, n) => holder(path, n)))
    const presses = crowd.map((by, n): Press => {
      return { by, path, fields: { decision: n % 2 ? 'approve' : 'reject', note: 'No.' } }
    })
    const { answers, ms, p95 } = await all(presses)
    figures('40 presses of one link', { ms, p95, ...statuses(answers) })
    assert.deepEqual(statuses(answers), { 303: 1, 409: 39 })
    const { approvals, actions, tokens } = await story(ticket.id)
    assert.lengthOf(approvals, 1)
    assert.lengthOf(actions, 2)
    assert.isNotNull(tokens[0].used_at)
  }).timeout(30_000)

  test('a link and the page at once decide once, and the slower learns who did', async ({
    assert,
  }) => {
    let byLink = 0
    const [anton] = await desk.visitors(desk.anton)
    for (let n = 0; n < ROUNDS; n += 1) {
      const ticket = await ask(desk.cast.maria)
      const path = await linkFor(desk.cast.ana, ticket)
      const page = {
        by: anton,
        path: `/tickets/${ticket.id}/transitions/approve`,
        fields: { step: 'department', round: ticket.round, brief_version: ticket.briefVersion },
      }
      const link = { by: await holder(path, n), path, fields: { decision: 'reject', note: 'No.' } }
      const { answers } = await all(n % 2 ? [page, link] : [link, page])
      const { approvals, actions, tokens } = await story(ticket.id)
      assert.lengthOf(approvals, 1)
      assert.lengthOf(actions, 2)
      const isLink = approvals[0].channel === 'email'
      if (isLink) byLink += 1
      assert.equal(approvals[0].user_id, isLink ? desk.cast.ana.id : desk.anton.id)
      assert.equal(tokens[0].used_at !== null, isLink)
      const [lost, ...others] = answers.filter(({ status }) => status === 409)
      assert.lengthOf(others, 0)
      assert.include(
        lost.text,
        isLink ? 'Ana Test has already rejected' : 'Anton Test has already approved'
      )
    }
    figures('link ‖ page', { byLink, byPage: ROUNDS - byLink })
  }).timeout(60_000)

  test('a mail whose ticket is held for long costs no try and leaves at once', async ({
    assert,
  }) => {
    const ticket = await ask(desk.cast.maria)
    const mail = () => Delivery.findByOrFail({ ticketId: ticket.id, channel: 'email' })
    const leases = new Set<number>()
    const isTriedAgain = async () => {
      const { leasedUntil, lastError } = await mail()
      if (leasedUntil) leases.add(leasedUntil.toMillis())
      return leases.size > 1 || lastError !== null
    }
    const holds = await db.transaction()
    await holds.from('tickets').where('id', ticket.id).forUpdate().first()
    const sending = deliverDue()
    await until(isTriedAgain, 'the mail is tried again')
    await holds.rollback()
    await sending
    const { state, attempts, lastError } = await mail()
    assert.deepEqual([state, attempts, lastError], ['sent', 1, null])
  }).timeout(30_000)

  test('a lock and a press at once: decided before, or not at all', async ({ assert }) => {
    const olga = { by: desk.cast.admin, channel: 'web' as const }
    for (let n = 0; n < 10; n += 1) {
      const ticket = await ask(desk.cast.maria)
      const anton = (await User.asActor(desk.anton.id))!
      const path = await linkFor(anton, ticket)
      const by = await holder(path, n)
      const [answer] = await Promise.all([
        by.post(path, { decision: 'approve' }),
        lockPerson(anton.id, olga),
      ])
      const { approvals } = await story(ticket.id)
      assert.include([303, 409, 410], answer.status)
      assert.lengthOf(approvals, answer.status === 303 ? 1 : 0)
      const after = await by.post(path, { decision: 'reject', note: 'No.' })
      assert.equal(after.status, 410)
      await User.query().where('id', anton.id).update({ admin_locked_at: null })
    }
  }).timeout(30_000)

  test('no log ever holds a token', async ({ assert }) => {
    const ticket = await ask(desk.cast.maria)
    const path = await linkFor(desk.cast.ana, ticket)
    const by = await holder(path, 1)
    await by.get(`${path}/files/1/thumbnail`)
    await by.get(`/login?back=${encodeURIComponent(path)}`)
    await by.post(path, { decision: 'nonsense' })
    await by.raw('POST', path, { body: new URLSearchParams({ decision: 'approve' }) })
    await by.raw('POST', '/reports/browser', {
      body: JSON.stringify({
        'csp-report': { 'source-file': `${by.base}${path}`, 'blocked-uri': 'inline' },
      }),
      headers: { 'content-type': 'application/json' },
    })
    await by.raw('POST', '/reports/browser', {
      body: JSON.stringify({ message: `At /login?back=${encodeURIComponent(path)}` }),
      headers: { 'content-type': 'application/json' },
    })
    await move(desk.cast.ana, ticket, 'approve')
    await by.post(path, { decision: 'approve' })
    const output = desk.webs[1].output()
    assert.include(output, '/decisions/:token')
    assert.include(output, 'browser report')
    assert.notInclude(output, path.split('/').pop()!)
  })
})
