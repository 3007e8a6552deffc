import { test } from '@japa/runner'
import Ticket from '#models/ticket'
import { pick } from '#tests/support/answers'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { actions, lastActivity, told } from '#tests/support/events'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt, type Stage } from '#tests/support/tickets'
import { visit, type Fields } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial', 'hx-target': 'div#ticket' }
const DEPARTMENT = { step: 'department', round: 1, brief_version: 1 }
const CREATIVE = { step: 'creative', round: 1, brief_version: 1 }

type Who = keyof Cast

interface Case {
  move: string
  at: Stage
  by: Who
  fields?: Fields
  status: string
  action: string
  kind: string
  tells: Who[]
  refused: { by: Who; fields?: Fields; says: string }
}

const CASES: Case[] = [
  {
    move: 'approve',
    at: 'requested',
    by: 'ana',
    fields: DEPARTMENT,
    status: 'pending_creative',
    action: 'dept_approved',
    kind: 'pending_creative',
    tells: ['ben'],
    refused: { by: 'maria', fields: DEPARTMENT, says: 'somebody else has to decide' },
  },
  {
    move: 'approve',
    at: 'pending_creative',
    by: 'ben',
    fields: CREATIVE,
    status: 'approved',
    action: 'approved',
    kind: 'approved',
    tells: ['maria', 'ana'],
    refused: { by: 'ana', fields: CREATIVE, says: 'This step waits for somebody else' },
  },
  {
    move: 'reject',
    at: 'requested',
    by: 'ana',
    fields: { ...DEPARTMENT, note: 'Not this month.' },
    status: 'rejected',
    action: 'rejected',
    kind: 'rejected',
    tells: ['maria'],
    refused: { by: 'maria', fields: { ...DEPARTMENT, note: 'x' }, says: 'somebody else has to' },
  },
  {
    move: 'resubmit',
    at: 'rejected',
    by: 'maria',
    status: 'requested',
    action: 'resubmitted',
    kind: 'new_request',
    tells: ['ana'],
    refused: { by: 'ana', says: 'Only the requester can ask again' },
  },
  {
    move: 'start',
    at: 'assigned',
    by: 'kim',
    status: 'in_progress',
    action: 'started',
    kind: 'started',
    tells: ['maria'],
    refused: { by: 'ben', says: 'The assignee or a collaborator starts the work' },
  },
  {
    move: 'complete',
    at: 'in_progress',
    by: 'kim',
    status: 'completed',
    action: 'completed',
    kind: 'completed',
    tells: ['maria'],
    refused: { by: 'joy', says: 'Whoever does the work completes it' },
  },
  {
    move: 'confirm',
    at: 'completed',
    by: 'maria',
    status: 'completed',
    action: 'confirmed',
    kind: 'confirmed',
    tells: ['kim'],
    refused: { by: 'ana', says: 'Only the requester confirms' },
  },
  {
    move: 'request_revision',
    at: 'confirmed',
    by: 'ana',
    fields: { note: 'Larger logo' },
    status: 'in_progress',
    action: 'revision_requested',
    kind: 'revision_requested',
    tells: ['kim'],
    refused: { by: 'joy', fields: { note: 'x' }, says: 'The requester or a manager asks' },
  },
  {
    move: 'send_back',
    at: 'in_progress',
    by: 'ben',
    fields: { note: 'The brief is wrong' },
    status: 'requested',
    action: 'sent_back',
    kind: 'sent_back',
    tells: ['maria', 'kim'],
    refused: { by: 'kim', fields: { note: 'x' }, says: 'A manager of the handling department' },
  },
]

test.group('Moves of a ticket over the web', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const path = (ticket: Ticket, name: string) => `/tickets/${ticket.id}/transitions/${name}`

  test('{move} at {at}: moves, records, tells and leads back')
    .with(CASES)
    .run(async ({ assert }, one) => {
      const ticket = await ticketAt(one.at, cast)
      const visitor = await visit(cast[one.by])
      const answer = await visitor.post(path(ticket, one.move), one.fields)
      assert.equal(answer.status, 302)
      assert.equal(answer.location, `/tickets/${ticket.id}`)
      await ticket.refresh()
      assert.equal(ticket.status, one.status)
      const activity = await lastActivity(ticket.id)
      assert.equal(activity.action, one.action)
      assert.equal(activity.actor_id, cast[one.by].id)
      assert.equal(activity.channel, 'web')
      assert.includeMembers(
        await told(ticket.id, one.kind),
        one.tells.map((who) => cast[who].id)
      )
      const page = await visitor.get(`/tickets/${ticket.id}`)
      assert.equal(page.status, 200)
    })

  test('{move} at {at}: is refused in words, and nothing changes')
    .with(CASES)
    .run(async ({ assert }, one) => {
      const ticket = await ticketAt(one.at, cast)
      const before = await actions(ticket.id)
      const visitor = await visit(cast[one.refused.by])
      const answer = await visitor.post(path(ticket, one.move), one.refused.fields)
      assert.equal(answer.status, 403)
      assert.include(answer.text, one.refused.says)
      await ticket.refresh()
      assert.equal(ticket.status, await pick(Ticket.findOrFail(ticket.id), 'status'))
      assert.deepEqual(await actions(ticket.id), before)
    })

  test('{move} at {at}: a stranger learns nothing')
    .with(CASES)
    .run(async ({ assert }, one) => {
      const ticket = await ticketAt(one.at, cast)
      const before = await actions(ticket.id)
      const visitor = await visit(cast.rico)
      for (const fields of [{}, one.fields ?? {}, { note: 'x'.repeat(30_000) }]) {
        const answer = await visitor.post(path(ticket, one.move), fields)
        assert.equal(answer.status, 404)
        assert.notInclude(answer.text, ticket.title)
      }
      assert.deepEqual(await actions(ticket.id), before)
    })

  test('with htmx the same form answers with the region alone', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.ana)
    const answer = await visitor.post(path(ticket, 'approve'), DEPARTMENT, HTMX)
    assert.equal(answer.status, 200)
    assert.notInclude(answer.text, '<html')
    assert.include(answer.text, 'id="ticket"')
    assert.include(answer.text, 'For creative approval')
    assert.include(answer.text, `#${ticket.id} approved.`)
    assert.equal(answer.headers.get('cache-control'), 'no-store')
  })

  test('who comes second is told who decided, and sees how it stands', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const leo = await makePerson({ username: 'leo', role: 'manager', department: 'Marketing' })
    await move(leo, ticket, 'reject', { note: 'No' })
    const visitor = await visit(cast.ana)
    for (const headers of [{}, HTMX]) {
      const answer = await visitor.post(path(ticket, 'approve'), DEPARTMENT, headers)
      assert.equal(answer.status, 409)
      assert.include(answer.text, `${leo.fullName} has already rejected #${ticket.id}`)
      assert.include(answer.text, 'data-tone="stop" data-pill')
    }
    assert.deepEqual(await actions(ticket.id), ['created', 'rejected'])
  })

  test('a decision that names no version, or an old one, counts for nothing', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.ana)
    const stale: Fields[] = [{}, { step: 'department' }, { ...DEPARTMENT, brief_version: 7 }]
    for (const fields of stale) {
      const answer = await visitor.post(path(ticket, 'approve'), fields)
      assert.equal(answer.status, 409)
    }
    assert.deepEqual(await actions(ticket.id), ['created'])
  })

  test('an admin gives one step with one press', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.admin)
    assert.equal(await pick(visitor.post(path(ticket, 'approve'), DEPARTMENT), 'status'), 302)
    assert.equal(await pick(visitor.post(path(ticket, 'approve'), DEPARTMENT), 'status'), 409)
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')
    assert.equal(await pick(visitor.post(path(ticket, 'approve'), CREATIVE), 'status'), 302)
    const activity = await lastActivity(ticket.id)
    assert.isTrue(activity.details.bothSteps)
    const page = await visitor.get(`/tickets/${ticket.id}`)
    assert.include(page.text, 'the same person gave both steps')
  })

  test('without a reason it asks again, with the dialog open and nothing lost', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.ana)
    const answer = await visitor.post(path(ticket, 'reject'), { ...DEPARTMENT, note: '   ' })
    assert.equal(answer.status, 422)
    assert.include(answer.text, 'Write a reason.')
    assert.match(answer.text, /<dialog(?=[^>]* open)(?=[^>]*id="ask-reject")/)
    const long = 'y'.repeat(20_001)
    const second = await visitor.post(path(ticket, 'reject'), { ...DEPARTMENT, note: long })
    assert.equal(second.status, 422)
    assert.include(second.text, long)
    assert.deepEqual(await actions(ticket.id), ['created'])
  })

  test('the reason can be asked for without scripts', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.ana)
    const page = await visitor.get(`/tickets/${ticket.id}?ask=reject`)
    assert.match(page.text, /<dialog(?=[^>]* open)(?=[^>]*id="ask-reject")/)
    assert.include(page.text, `href="/tickets/${ticket.id}?ask=reject"`)
  })

  test('moves of another kind, and names nobody knows, do not exist here', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const visitor = await visit(cast.admin)
    for (const name of ['assign', 'trash', 'edit_brief', 'constructor', 'x']) {
      assert.equal(await pick(visitor.post(path(ticket, name)), 'status'), 404)
    }
    assert.equal(await pick(visitor.post('/tickets/99999999999/transitions/start'), 'status'), 404)
    assert.equal(await pick(visitor.post('/tickets/abc/transitions/start'), 'status'), 404)
  })

  test('scheduled work asks when it ended, and takes it as its deadline', async ({ assert }) => {
    const { DateTime } = await import('luxon')
    const start = DateTime.utc().minus({ hours: 5 }).startOf('minute')
    let ticket = await ask(cast.maria, { type: 'photoshoot', scheduledStart: start })
    ticket = await move(cast.ana, ticket, 'approve')
    ticket = await move(cast.ben, ticket, 'approve')
    const { assignTicket } = await import('#services/tickets/assign_ticket')
    await assignTicket(ticket.id, { assigneeId: cast.kim.id }, { by: cast.ben, channel: 'web' })
    ticket = await move(cast.kim, ticket, 'start')
    const visitor = await visit(cast.kim)
    const zone = cast.kim.timeZone ?? 'UTC'
    const field = (time: typeof start) => time.setZone(zone).toFormat(`yyyy-MM-dd'T'HH:mm`)
    const early = { actual_end: field(start.minus({ hours: 1 })) }
    const refused = await visitor.post(path(ticket, 'complete'), early)
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'It cannot have ended before it started.')
    assert.include(refused.text, `value="${early.actual_end}"`)
    for (const end of [field(start.plus({ days: 3 })), 'soon', '9999-99-99T99:99']) {
      assert.equal(
        await pick(visitor.post(path(ticket, 'complete'), { actual_end: end }), 'status'),
        422
      )
    }
    const end = start.plus({ hours: 2 })
    const done = await visitor.post(path(ticket, 'complete'), { actual_end: field(end) })
    assert.equal(done.status, 302)
    await ticket.refresh()
    assert.equal(ticket.actualEnd?.toMillis(), end.toMillis())
    assert.equal(ticket.deadlineAt?.toMillis(), end.toMillis())
  })
})
