import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { system } from '#services/actor'
import { addComment } from '#services/comments/add_comment'
import { assignTicket } from '#services/tickets/assign_ticket'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { transferTicket } from '#services/tickets/transfer_ticket'
import { transitionTicket } from '#services/tickets/transition_ticket'
import { told } from '#tests/support/events'
import { makePerson } from '#tests/support/people'
import { ask, move } from '#tests/support/tickets'

type Name = 'maria' | 'ana' | 'olga' | 'fiona' | 'fred' | 'fay' | 'finn' | 'wanda' | 'ivan'

test.group('Who is told what of a support ticket', (group) => {
  let who: Record<Name, User>
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    who = {
      maria: await makePerson({ username: 'maria', department: 'Marketing' }),
      ana: await makePerson({ username: 'ana', role: 'manager', department: 'Marketing' }),
      olga: await makePerson({ username: 'olga', role: 'admin', department: 'IT' }),
      fiona: await makePerson({ username: 'fiona', role: 'manager', department: 'Finance' }),
      fred: await makePerson({ username: 'fred', department: 'Finance' }),
      fay: await makePerson({ username: 'fay', department: 'Finance' }),
      finn: await makePerson({ username: 'finn', department: 'Finance' }),
      wanda: await makePerson({ username: 'wanda', department: 'Sales' }),
      ivan: await makePerson({ username: 'ivan', role: 'manager', department: 'Operations' }),
    }
    await wants(who.finn, true)
  })

  async function wants(user: User, isOn: boolean, channel = 'email') {
    await db
      .table('notification_preferences')
      .insert({ user_id: user.id, event: 'queue', channel, is_on: isOn })
  }

  type Stage = 'new' | 'assigned' | 'working' | 'asked' | 'resolved'

  /** A ticket of Maria's for Finance, watched by Wanda; from `assigned` on Fred's, with Fay's help. */
  async function ticketAt(stage: Stage): Promise<Ticket> {
    const ticket = await ask(who.maria, { type: 'billing', title: 'A wrong invoice' })
    const id = ticket.id
    await db
      .table('watchers')
      .insert({ ticket_id: id, user_id: who.wanda.id, added_at: new Date() })
    if (stage === 'new') return ticket
    const form = { assigneeId: who.fred.id, collaboratorIds: [who.fay.id] }
    await assignTicket(id, form, { by: who.fiona, channel: 'web' })
    if (stage === 'working') await move(who.fred, ticket, 'start')
    if (stage === 'asked') await move(who.fred, ticket, 'ask_requester', { note: 'Which one?' })
    if (stage === 'resolved') await move(who.fred, ticket, 'resolve', { note: 'Sent anew.' })
    return ticket
  }

  const say = (by: User, { id }: Ticket, body: string, isInternal = false) =>
    addComment(id, { body, isInternal }, { by, channel: 'web' })

  async function handOver({ id }: Ticket) {
    const { id: departmentId } = await Department.findByOrFail('name', 'Operations')
    const form = { departmentId, reason: 'The mail server lost it.' }
    await transferTicket(id, form, { by: who.fiona, channel: 'web' })
  }

  type Row = [
    event: string,
    stage: Stage,
    act: (ticket: Ticket) => Promise<unknown>,
    kind: string,
    people: Name[],
  ]
  const rows: Row[] = [
    ['opened, nobody has it', 'new', async () => {}, 'opened', ['fiona', 'finn']],
    ['taken', 'new', (t) => move(who.fred, t, 'take'), 'assigned', []],
    ['started', 'new', (t) => move(who.fred, t, 'start'), 'started', ['maria', 'wanda']],
    [
      'a question',
      'working',
      (t) => move(who.fred, t, 'ask_requester', { note: 'Which one?' }),
      'waiting_for_you',
      ['maria', 'wanda'],
    ],
    ['an answer', 'asked', (t) => say(who.maria, t, 'The one of May.'), 'answered', ['fred']],
    [
      'an answer, nobody has it',
      'new',
      async (t) => {
        await db.from('tickets').where('id', t.id).update({ status: 'pending_user' })
        await say(who.maria, t, 'The one of May.')
      },
      'answered',
      ['fiona', 'finn'],
    ],
    [
      'resolved',
      'working',
      (t) => move(who.fred, t, 'resolve', { note: 'Sent anew.' }),
      'resolved',
      ['maria', 'wanda'],
    ],
    [
      'reopened',
      'resolved',
      (t) => move(who.maria, t, 'reopen', { note: 'Still wrong.' }),
      'reopened',
      ['fred'],
    ],
    [
      'closed by the requester',
      'resolved',
      (t) => move(who.maria, t, 'close'),
      'closed',
      ['fred', 'fay', 'wanda'],
    ],
    [
      'closed by the desk',
      'resolved',
      (t) => transitionTicket(t.id, 'close', {}, system),
      'closed',
      ['maria', 'fred', 'fay', 'wanda'],
    ],
    [
      'withdrawn',
      'working',
      (t) => move(who.maria, t, 'withdraw'),
      'withdrawn',
      ['fred', 'fay', 'wanda'],
    ],
    [
      'withdrawn, nobody has it',
      'new',
      (t) => move(who.maria, t, 'withdraw'),
      'withdrawn',
      ['fiona', 'finn', 'wanda'],
    ],
    ['handed to another department', 'working', handOver, 'transferred', ['ivan']],
    ['handed over, to who had it', 'working', handOver, 'unassigned', ['fred']],
    ['handed over, to who helped', 'working', handOver, 'collaborator_removed', ['fay']],
    [
      'merged into another one',
      'working',
      async (t) => {
        const { id } = await ask(who.maria, { type: 'billing', title: 'The same' })
        await mergeTickets(t.id, { intoId: id }, { by: who.fred, channel: 'web' })
      },
      'merged',
      ['maria', 'wanda'],
    ],
    [
      'a comment of the handling side',
      'working',
      (t) => say(who.fay, t, 'Have a look.'),
      'comment',
      ['maria', 'fred', 'wanda'],
    ],
    [
      'an internal note',
      'working',
      (t) => say(who.fay, t, 'Their fault.', true),
      'internal_note',
      ['fred'],
    ],
  ]

  test('{0}')
    .with(rows)
    .run(async ({ assert }, [, stage, act, kind, people]) => {
      const ticket = await ticketAt(stage)
      await act(ticket)
      const names = (ids: number[]) =>
        Object.values(who)
          .filter(({ id }) => ids.includes(id))
          .map(({ username }) => username)
          .sort()
      assert.deepEqual(names(await told(ticket.id, kind)), [...people].sort())
    })

  test('a member hears of the queue on the channels he ticked, and of his own tickets anyhow', async ({
    assert,
  }) => {
    const ticket = await ticketAt('new')
    const shown = async (user: User) => {
      const noted = await db.from('notifications').where('user_id', user.id).where('is_shown', true)
      return noted.map(({ kind }) => kind)
    }
    assert.isEmpty(await shown(who.finn))
    const mails = await db.from('deliveries').where({ user_id: who.finn.id, channel: 'email' })
    assert.deepEqual(
      mails.map(({ kind }) => kind),
      ['opened']
    )
    await wants(who.fred, false, 'app')
    await move(who.fred, ticket, 'resolve', { note: 'Done.' })
    await move(who.maria, ticket, 'reopen', { note: 'No.' })
    assert.deepEqual(await shown(who.fred), ['reopened'])
  })

  test('a manager may leave the queue out; where a department has none, the admins are told', async ({
    assert,
  }) => {
    await wants(who.fiona, false)
    await wants(who.fiona, false, 'app')
    const ticket = await ticketAt('new')
    assert.deepEqual(await told(ticket.id, 'opened'), [who.finn.id])
    const bug = await ask(who.maria, { type: 'bug', title: 'The page is blank' })
    assert.deepEqual(await told(bug.id, 'opened'), [who.olga.id])
  })

  test('who asks his own department is not told of it as its manager', async ({ assert }) => {
    const ticket = await ask(who.fiona, { type: 'billing', title: 'My own invoice' })
    await move(who.fiona, ticket, 'withdraw')
    assert.deepEqual(
      await told(ticket.id, 'opened'),
      [who.olga.id, who.finn.id].sort((a, b) => a - b)
    )
    const named = await Department.findByOrFail('name', 'Finance')
    await named.merge({ managerId: who.fiona.id }).save()
    await wants(who.fiona, true)
    const again = await ask(who.fiona, { type: 'billing', title: 'Once more' })
    assert.notInclude(await told(again.id, 'opened'), who.fiona.id)
  })
})
