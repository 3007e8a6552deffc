import { test } from '@japa/runner'
import { type Conflict, NotFound, Refusal } from '#exceptions/refusals'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { DEFAULTS, forgetSettings } from '#services/settings/read_settings'
import { saveSettings } from '#services/settings/save_settings'
import { followUp } from '#services/tickets/follow_up'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { transferTicket } from '#services/tickets/transfer_ticket'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { purgeOverdue } from '#services/trash/purge_overdue'
import { purgeTicket } from '#services/trash/purge_ticket'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { makePerson } from '#tests/support/people'
import { makeSupportCast, supportAt, type SupportCast } from '#tests/support/support_desk'
import { move } from '#tests/support/tickets'
import { until } from '#tests/support/until'

/** Committed data and a connection for each: inside one transaction these could not fail. */
test.group('Two at one support ticket', (group) => {
  let database: FreshDatabase
  let cast: SupportCast
  const as = (by: User) => ({ by, channel: 'web' as const })

  group.setup(async () => {
    database = await makeFreshDatabase()
    const restore = await useDatabase(database.url)
    cast = await makeSupportCast()
    return async () => {
      forgetSettings()
      await restore()
      await database.drop()
    }
  })

  /** How each came out: its value, or the refusal; anything else that was thrown is a fault. */
  async function outcomes<Value>(acts: Promise<Value>[]): Promise<(Value | Refusal)[]> {
    const settled = await Promise.allSettled(acts)
    return settled.map((one) => {
      if (one.status === 'fulfilled') return one.value
      if (one.reason instanceof Refusal) return one.reason
      throw one.reason
    })
  }
  const refusals = (all: unknown[]) => all.filter((one) => one instanceof Refusal)
  const actionsOf = async (id: number) => {
    const rows = await database.rows(
      'select action from activities where ticket_id = $1 order by id',
      [id]
    )
    return rows.map(({ action }) => action as string)
  }

  test('of eight who take it at once one has it, and the others hear his name', async ({
    assert,
  }) => {
    const ticket = await supportAt('open', cast)
    const agents = [cast.ida, cast.igor, cast.ivan]
    for (let nth = 0; nth < 5; nth += 1) agents.push(await makePerson({ department: 'IT' }))
    const all = await outcomes(agents.map((agent) => move(agent, ticket, 'take')))
    const lost = refusals(all) as Conflict[]
    assert.lengthOf(lost, agents.length - 1)
    const { assigneeId } = await ticket.refresh()
    const winner = agents.find(({ id }) => id === assigneeId)!
    for (const { status, message } of lost) {
      assert.equal(status, 409)
      assert.include(message, `${winner.fullName} took #${ticket.id} already.`)
    }
    assert.deepEqual(await actionsOf(ticket.id), ['created', 'taken'])
  })

  test('an answer while it is being closed is heard before, or refused', async ({ assert }) => {
    for (let nth = 0; nth < 4; nth += 1) {
      const ticket = await supportAt('pending_user', cast)
      const say = () => addComment(ticket.id, { body: 'The left one.' }, as(cast.rosa))
      const close = () => move(cast.rosa, ticket, 'withdraw')
      const isSaidFirst = nth % 2 === 0
      const pair = await outcomes<unknown>(isSaidFirst ? [say(), close()] : [close(), say()])
      const [said, withdrawn] = isSaidFirst ? pair : [pair[1], pair[0]]
      assert.notInstanceOf(withdrawn, Refusal)
      const actions = await actionsOf(ticket.id)
      const wanted = said instanceof Refusal ? ['withdrawn'] : ['answered', 'withdrawn']
      assert.deepEqual(actions.slice(3), wanted)
      if (said instanceof Refusal) assert.equal(said.key, 'comments.closed')
      const { status, commentCount, pausedAt } = await ticket.refresh()
      assert.equal(status, 'closed')
      assert.equal(commentCount, wanted.length)
      assert.isNull(pausedAt)
    }
  })

  test('merged into each other at once, one of them stays', async ({ assert }) => {
    const [one, other] = [await supportAt('open', cast), await supportAt('open', cast)]
    const all = await outcomes([
      mergeTickets(one.id, { intoId: other.id }, as(cast.ida)),
      mergeTickets(other.id, { intoId: one.id }, as(cast.igor)),
    ])
    assert.lengthOf(refusals(all), 1)
    await one.refresh()
    await other.refresh()
    assert.sameMembers([one.status, other.status], ['open', 'closed'])
  })

  test('asked again twice at once it is one ticket', async ({ assert }) => {
    const closed = await supportAt('closed', cast)
    const all = await outcomes([
      followUp(closed.id, { body: 'Again.' }, as(cast.rosa)),
      followUp(closed.id, { body: 'Again.' }, as(cast.rosa)),
    ])
    const ids = all.map((one) => (one as Ticket).id)
    assert.equal(ids[0], ids[1])
    const links = await database.rows('select 1 from ticket_links where to_ticket_id = $1', [
      closed.id,
    ])
    assert.lengthOf(links, 1)
  })

  test('handed over while somebody takes it: nobody of the old department keeps it', async ({
    assert,
  }) => {
    const ticket = await supportAt('open', cast)
    const { id: departmentId } = await Department.findByOrFail('name', 'Customer Care')
    const form = { departmentId, reason: 'Theirs.' }
    const [transferred, taken] = await outcomes<unknown>([
      transferTicket(ticket.id, form, as(cast.ivan)),
      move(cast.ida, ticket, 'take'),
    ])
    assert.notInstanceOf(transferred, Refusal)
    if (taken instanceof Refusal) assert.instanceOf(taken, NotFound)
    await ticket.refresh()
    assert.isNull(ticket.assigneeId)
    assert.equal(ticket.handlingDepartmentId, departmentId)
  })

  test('purged and brought back at once, one of the two happened', async ({ assert }) => {
    for (let nth = 0; nth < 4; nth += 1) {
      const ticket = await supportAt('open', cast)
      await trashTicket(ticket.id, as(cast.olga))
      const purge = () => purgeTicket(ticket.id, as(cast.olga))
      const restore = () => restoreTicket(ticket.id, as(cast.olga))
      const isPurgeFirst = nth % 2 === 0
      const pair = await outcomes<unknown>(
        isPurgeFirst ? [purge(), restore()] : [restore(), purge()]
      )
      const [purged, restored] = isPurgeFirst ? pair : [pair[1], pair[0]]
      const isGone = (await Ticket.find(ticket.id)) === null
      assert.equal(restored instanceof Refusal, isGone)
      assert.equal(purged instanceof Refusal, !isGone)
      if (isGone) assert.instanceOf(restored, NotFound)
      else assert.equal((purged as Refusal).key, 'trash.not_in_trash')
      const actions = await actionsOf(ticket.id)
      assert.equal(actions.includes('restored'), !isGone)
      await Ticket.query().where('id', ticket.id).update({ deletedAt: null })
    }
  })

  test('what is overdue in the trash goes once, however many workers look', async ({ assert }) => {
    const tickets = await Promise.all([1, 2, 3].map(() => supportAt('open', cast)))
    const ids = tickets.map(({ id }) => id)
    for (const id of ids) await trashTicket(id, as(cast.olga))
    const longAgo = clock.now().minus({ days: 2 }).toJSDate()
    await Ticket.query().whereIn('id', ids).update({ deletedAt: longAgo })
    await saveSettings({ ...DEFAULTS, trashDays: 1 }, as(cast.olga))
    const purged = await Promise.all([purgeOverdue(), purgeOverdue(), purgeOverdue()])
    assert.sameMembers(purged.flat(), ids)
    const events = await database.rows(
      `select 1 from audit_events where action = 'ticket_purged' and subject_id = any($1::text[])`,
      [ids]
    )
    assert.lengthOf(events, ids.length)
  })

  test('facts hold what two changed who held no lock in common', async ({ assert }) => {
    const { id } = await supportAt('open', cast)
    await db.table('ratings').insert({ ticket_id: id, user_id: cast.rosa.id, asked_at: new Date() })
    const rates = await db.transaction()
    const moves = await db.transaction()
    await rates.from('ratings').where('ticket_id', id).update({ score: 5 })
    const moved = moves.from('tickets').where('id', id).update({ priority: 'urgent' }).exec()
    const isWaiting = async () => {
      const waiting = await database.rows(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      )
      return waiting.length > 0
    }
    await until(isWaiting, 'one waits for the other')
    await rates.commit()
    await moved
    await moves.commit()
    const [facts] = await database.rows(
      `select f.priority, f.score, (select row_to_json(n) from ticket_facts_now n where n.ticket_id = f.ticket_id) as now
       from ticket_facts f where f.ticket_id = $1`,
      [id]
    )
    assert.deepInclude(facts, { priority: 'urgent', score: 5 })
    assert.deepInclude(facts.now, { priority: 'urgent', score: 5 })
  })
})
