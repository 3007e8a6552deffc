import { test } from '@japa/runner'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { figures } from '#tests/support/figures'
import { all, openDesk, statuses, type LiveDesk, type Press } from '#tests/support/race'
import { ask, move, ticketAt } from '#tests/support/tickets'
import type { Visitor } from '#tests/support/visitor'

/** Two real web processes, committed data, many connections: inside one transaction these could not fail. */
/** How often two meet; the long form (COUNTERSIGN_LONG=1) has them meet more often. */
const ROUNDS = process.env.COUNTERSIGN_LONG ? 50 : 12

test.group('Many people at one ticket', (group) => {
  let desk: LiveDesk
  let at: Record<string, Visitor[]>

  group.setup(async () => {
    desk = await openDesk(2)
    const { ana, ben, olga, maria } = { ...desk.cast, olga: desk.cast.admin }
    at = Object.fromEntries(
      await Promise.all(
        Object.entries({ ana, anton: desk.anton, ben, olga, maria }).map(async ([name, user]) => [
          name,
          await desk.visitors(user),
        ])
      )
    )
    await warmUp()
    return () => desk.handOver()
  })

  /** Each process has decided and refused once: what a page costs for the first time is not what the crowds are about. */
  async function warmUp() {
    const ticket = await ask(desk.cast.maria)
    for (const by of at.ana) {
      for (const nth of [0, 1]) await all([decision(ticket, 'approve', by, nth)])
    }
  }

  /** The two forms of a decision: the ticket page's and the inbox's. */
  function decision(ticket: Ticket, word: string, by: Visitor, nth = 0, note = ''): Press {
    const seen = {
      step: ticket.waitingStep!,
      round: ticket.round,
      brief_version: ticket.briefVersion,
      note,
    }
    if (nth % 2 === 0)
      return { by, path: `/tickets/${ticket.id}/transitions/${word}`, fields: seen }
    return { by, path: `/approvals/${ticket.id}`, fields: { ...seen, decision: word } }
  }

  const fieldsOf = (ticket: Ticket, title: string) => ({
    title,
    description: ticket.description ?? '',
    productId: ticket.productId ?? '',
    quantity: ticket.quantity ?? '',
    criteria: ticket.criteria ?? '',
    lockVersion: ticket.lockVersion,
  })

  async function story(ticketId: number) {
    const { rows } = desk.database
    const [ticket] = await rows('select * from tickets where id = $1', [ticketId])
    const approvals = await rows('select * from approvals where ticket_id = $1 order by id', [
      ticketId,
    ])
    const activities = await rows(
      'select * from activities_in_full where ticket_id = $1 order by id',
      [ticketId]
    )
    return { ticket, approvals, activities, actions: activities.map((row) => row.action) }
  }

  async function toldTwice() {
    return desk.database.rows(
      'select event_key, user_id from notifications group by 1, 2 having count(*) > 1'
    )
  }

  async function toldOf(activityId: number) {
    const told = await desk.database.rows(
      'select user_id, kind from notifications where activity_id = $1 order by user_id',
      [activityId]
    )
    return told.map((row) => `${row.user_id} ${row.kind}`)
  }

  test('200 approvals at once are one approval', async ({ assert }) => {
    const { cast, anton } = desk
    const ticket = await ask(cast.maria)
    const crowd = [...at.ana, ...at.anton, ...at.olga]
    const presses = Array.from({ length: 200 }, (_, n) =>
      decision(ticket, 'approve', crowd[n % crowd.length], Math.floor(n / crowd.length))
    )
    const { answers, ms, p95 } = await all(presses)
    figures('200 approvals of one ticket', { ms, p95, ...statuses(answers) })
    assert.deepEqual(statuses(answers), { 302: 1, 409: 199 })

    const { ticket: now, approvals, activities, actions } = await story(ticket.id)
    assert.deepEqual(actions, ['created', 'dept_approved'])
    assert.equal(now.status, 'pending_creative')
    assert.lengthOf(approvals, 1)
    const winner = [cast.ana, anton, cast.admin].find(({ id }) => id === approvals[0].user_id)!
    assert.deepEqual(
      await toldOf(activities[1].id),
      [`${cast.maria.id} approved_department`, `${cast.ben.id} pending_creative`].sort()
    )
    assert.lengthOf(await toldTwice(), 0)
    for (const { status, text } of answers) {
      if (status === 409) assert.include(text, `${winner.fullName} has already approved`)
    }
  }).timeout(30_000)

  test('an admin who presses 200 times decides one step only', async ({ assert }) => {
    const ticket = await ask(desk.cast.maria)
    const presses = Array.from({ length: 200 }, (_, n) =>
      decision(ticket, 'approve', at.olga[n % 2], n >> 1)
    )
    const { answers, ms, p95 } = await all(presses)
    figures('200 presses of an admin', { ms, p95, ...statuses(answers) })
    assert.deepEqual(statuses(answers), { 302: 1, 409: 199 })
    const { ticket: now, approvals, actions } = await story(ticket.id)
    assert.equal(now.status, 'pending_creative')
    assert.deepEqual(
      approvals.map((row) => row.step),
      ['department']
    )
    assert.deepEqual(actions, ['created', 'dept_approved'])
  }).timeout(30_000)

  test('approving while the requester edits never approves an unseen brief', async ({ assert }) => {
    let approved = 0
    for (let n = 0; n < ROUNDS; n += 1) {
      const ticket = await ask(desk.cast.maria)
      const approve = decision(ticket, 'approve', at.ana[n % 2], n)
      const edit = {
        by: at.maria[(n + 1) % 2],
        path: `/tickets/${ticket.id}/edit`,
        fields: fieldsOf(ticket, `Another wish ${n}`),
      }
      // A form with files takes longer on its way in than a press; a growing head start makes them meet.
      const { answers } = await all([{ ...approve, after: (n * 5) % 20 }, edit])
      const { ticket: now, approvals, actions } = await story(ticket.id)
      if (approvals.length > 0) {
        approved += 1
        assert.deepEqual([now.title, now.brief_version], [ticket.title, 1])
        assert.deepEqual(
          approvals.map((row) => row.brief_version),
          [1]
        )
        assert.deepEqual(actions, ['created', 'dept_approved'])
      } else {
        assert.deepEqual([now.title, now.brief_version], [`Another wish ${n}`, 2])
        assert.deepEqual(actions, ['created', 'updated'])
        assert.equal(now.status, 'requested')
      }
      const sorted = answers.map(({ status }) => (status < 400 ? 'done' : status)).sort()
      assert.deepEqual(sorted, [409, 'done'])
    }
    figures('approve ‖ edit', { approved, edited: ROUNDS - approved })
  }).timeout(30_000)

  test('approve and reject at once have one outcome', async ({ assert }) => {
    let approved = 0
    for (let n = 0; n < ROUNDS; n += 1) {
      const ticket = await ask(desk.cast.maria)
      const presses = [
        decision(ticket, 'approve', at.ana[n % 2], n),
        decision(ticket, 'reject', at.anton[(n + 1) % 2], n >> 1, 'Not this month.'),
      ]
      const { answers } = await all(n % 2 ? presses : presses.reverse())
      const { ticket: now, approvals, actions } = await story(ticket.id)
      assert.lengthOf(approvals, 1)
      assert.lengthOf(actions, 2)
      const isApproved = approvals[0].decision === 'approved'
      if (isApproved) approved += 1
      assert.equal(now.status, isApproved ? 'pending_creative' : 'rejected')
      assert.equal(actions[1], isApproved ? 'dept_approved' : 'rejected')
      assert.equal(approvals[0].user_id, isApproved ? desk.cast.ana.id : desk.anton.id)
      const lost = answers.filter(({ status }) => status === 409)
      assert.lengthOf(lost, 1)
      assert.include(
        lost[0].text,
        isApproved
          ? `${desk.cast.ana.fullName} has already approved`
          : `${desk.anton.fullName} has already rejected`
      )
    }
    figures('approve ‖ reject', { approved, rejected: ROUNDS - approved })
  }).timeout(30_000)

  test('two assignments at once have one outcome, and the loser is told', async ({ assert }) => {
    const { cast, database } = desk
    for (let n = 0; n < ROUNDS; n += 1) {
      const ticket = await ticketAt('approved', cast)
      const to = (user: User, by: Visitor): Press => ({
        by,
        path: `/tickets/${ticket.id}/assignment`,
        fields: { assignee_id: user.id, lock_version: ticket.lockVersion },
      })
      const { answers } = await all([
        to(cast.kim, at.ben[n % 2]),
        to(cast.joy, at.olga[(n + 1) % 2]),
      ])
      const won = answers.findIndex(({ status }) => status === 302)
      assert.deepEqual(statuses(answers), { 302: 1, 409: 1 })
      const { ticket: now, activities, actions } = await story(ticket.id)
      const winner = [cast.kim, cast.joy][won]
      assert.equal(now.assignee_id, winner.id)
      assert.deepEqual(actions, ['created', 'dept_approved', 'approved', 'assigned'])
      assert.deepEqual(await toldOf(activities[3].id), [`${winner.id} assigned`])
      const [times] = await database.rows('select * from ticket_times where ticket_id = $1', [
        ticket.id,
      ])
      assert.deepEqual(times.first_assigned_at, now.assigned_at)
    }
  }).timeout(30_000)

  test('a stale save is refused and shows both texts', async ({ assert }) => {
    const ticket = await ask(desk.cast.maria)
    const path = `/tickets/${ticket.id}/edit`
    const first = await at.ana[0].post(path, fieldsOf(ticket, 'What Ana wrote'))
    assert.equal(first.status, 303)
    const second = await at.maria[1].post(path, fieldsOf(ticket, 'What Maria wrote'))
    assert.equal(second.status, 409)
    assert.include(second.text, 'What Ana wrote')
    assert.include(second.text, 'What Maria wrote')
    const { ticket: now } = await story(ticket.id)
    assert.deepEqual([now.title, now.brief_version], ['What Ana wrote', 2])
  })

  test('trash and approve at once: the history says what came first', async ({ assert }) => {
    for (let n = 0; n < ROUNDS; n += 1) {
      const ticket = await ask(desk.cast.maria)
      const presses: Press[] = [
        decision(ticket, 'approve', at.ana[n % 2], n),
        { by: at.maria[(n + 1) % 2], path: `/tickets/${ticket.id}/trash`, fields: {} },
      ]
      const { answers } = await all(n % 2 ? presses : presses.reverse())
      const { ticket: now, approvals, actions } = await story(ticket.id)
      assert.isNotNull(now.deleted_at)
      assert.isEmpty(answers.filter(({ status }) => status >= 500))
      if (approvals.length === 0) {
        assert.deepEqual(actions, ['created', 'deleted'])
        assert.equal(now.status, 'requested')
        assert.deepEqual(statuses(answers), { 302: 1, 404: 1 })
      } else {
        assert.deepEqual(actions, ['created', 'dept_approved', 'deleted'])
        assert.equal(now.status, 'pending_creative')
        assert.deepEqual(statuses(answers), { 302: 2 })
      }
    }
  }).timeout(30_000)

  test('rolled back twice at once, or while somebody approves, one of the two counts', async ({
    assert,
  }) => {
    const { cast, database } = desk
    for (let n = 0; n < 8; n += 1) {
      const isTwice = n % 2 === 0
      const ticket = await ticketAt('pending_creative', cast)
      const [point] = await database.rows(
        'select min(id) as id from activities where ticket_id = $1',
        [ticket.id]
      )
      const back = (by: Visitor): Press => ({
        by,
        path: `/tickets/${ticket.id}/history/${point.id}/rollback`,
        fields: { reason: 'Went wrong.', lock_version: ticket.lockVersion },
      })
      const other = isTwice ? back(at.ben[0]) : decision(ticket, 'approve', at.ben[0], n >> 1)
      const presses = [back(at.olga[1]), other]
      const { answers } = await all(n % 4 < 2 ? presses : presses.reverse())
      assert.deepEqual(statuses(answers), { 302: 1, 409: 1 })
      const { ticket: now, approvals, activities, actions } = await story(ticket.id)
      assert.equal(now.rollback_count, actions[2] === 'rolled_back' ? 1 : 0)
      assert.include(isTwice ? ['rolled_back'] : ['rolled_back', 'approved'], actions[2])
      assert.lengthOf(actions, 3)
      const isBack = now.rollback_count === 1
      assert.equal(now.status, isBack ? 'requested' : 'approved')
      assert.lengthOf(
        approvals.filter((row) => row.voided_at === null),
        isBack ? 0 : 2
      )
      assert.equal(activities[2].to_status, now.status)
    }
    assert.lengthOf(await toldTwice(), 0)
  }).timeout(30_000)

  test('a form sent 20 times with one key makes one ticket', async ({ assert }) => {
    const { id: productId } = await firstProduct()
    const fields = {
      type: 'website_banner',
      title: 'Sent again and again',
      description: '',
      priority: 'medium',
      productId,
      quantity: 1,
      criteria: 'image',
      idempotencyKey: 'the-same-key',
    }
    const presses = Array.from({ length: 20 }, (_, n) => ({
      by: at.maria[n % 2],
      path: '/tickets',
      fields,
    }))
    const { answers, ms } = await all(presses)
    figures('20 creates with one key', { ms, ...statuses(answers) })
    assert.deepEqual(statuses(answers), { 303: 20 })
    assert.lengthOf(new Set(answers.map(({ location }) => location)) as never, 1)
    const made = await desk.database.rows('select id from tickets where title = $1', [fields.title])
    assert.lengthOf(made, 1)
    const { actions } = await story(made[0].id)
    assert.deepEqual(actions, ['created'])
  }).timeout(30_000)

  test('two who start at once start it once', async ({ assert }) => {
    const { cast } = desk
    const kim = await desk.visitors(cast.kim)
    for (let n = 0; n < 10; n += 1) {
      const ticket = await ticketAt('assigned', cast)
      const path = `/tickets/${ticket.id}/transitions/start`
      const { answers } = await all(kim.map((by) => ({ by, path, fields: {} })))
      assert.equal(statuses(answers)[302], 1)
      assert.isEmpty(answers.filter(({ status }) => status >= 500))
      const { ticket: now, actions } = await story(ticket.id)
      assert.equal(now.status, 'in_progress')
      assert.equal(actions.filter((action) => action === 'started').length, 1)
    }
  }).timeout(30_000)

  test('a decision of the round before does not count in the next', async ({ assert }) => {
    const { cast } = desk
    const before = await ask(cast.maria)
    await move(cast.ana, before, 'reject', { note: 'Not yet.' })
    await move(cast.maria, before, 'resubmit')
    const late = await at.anton[0].post(
      `/tickets/${before.id}/transitions/approve`,
      decision(before, 'approve', at.anton[0]).fields
    )
    assert.equal(late.status, 409)
    assert.include(late.text, `${cast.ana.fullName} has already rejected`)
    const { ticket: now } = await story(before.id)
    assert.equal(now.status, 'requested')
  })

  async function firstProduct() {
    const [product] = await desk.database.rows(
      `select id from products where category = 'general' and is_active order by id limit 1`
    )
    return product
  }
})
