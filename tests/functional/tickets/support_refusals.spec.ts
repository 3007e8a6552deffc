import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import { postAs } from '#tests/support/answers'
import { makePerson } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
  type SupportStage,
} from '#tests/support/support_desk'
import type { Fields } from '#tests/support/visitor'

interface Try {
  title: string
  stage: SupportStage
  path: string
  fields?: Fields
  status: number
  says: string
}

const OWN = 'You asked for this, so somebody else has to work on it.'
const NOTES = 'Internal notes are for the people who do the work.'
const FOLLOW_UP = 'It is closed. Ask again, and a new ticket will lead back to this one.'

/** What a requester tries on his own ticket. */
const TRIES: Try[] = [
  { title: 'a note', stage: 'taken', path: 'comments', status: 403, says: NOTES },
  { title: 'priority', stage: 'taken', path: 'priority', status: 403, says: OWN },
  { title: 'an assignee', stage: 'taken', path: 'assignment', status: 403, says: OWN },
  { title: 'nobody', stage: 'taken', path: 'assignment/delete', status: 403, says: OWN },
  { title: 'a collaborator', stage: 'taken', path: 'collaborators', status: 403, says: 'manager' },
  ...['take', 'start', 'resolve', 'ask_requester', 'hold'].map((name) => ({
    title: name,
    stage: 'open' as const,
    path: `transitions/${name}`,
    status: 403,
    says: OWN,
  })),
  { title: 'a resume', stage: 'on_hold', path: 'transitions/resume', status: 403, says: OWN },
  {
    title: 'a close',
    stage: 'taken',
    path: 'transitions/close',
    status: 403,
    says: 'not resolved',
  },
  { title: 'a withdrawal', stage: 'on_hold', path: 'transitions/withdraw', status: 403, says: '' },
  {
    title: 'a reopening',
    stage: 'closed',
    path: 'transitions/reopen',
    status: 403,
    says: FOLLOW_UP,
  },
  { title: 'a transfer', stage: 'taken', path: 'transfer', status: 403, says: OWN },
  { title: 'a merge', stage: 'taken', path: 'merge', status: 403, says: OWN },
  { title: 'an answer', stage: 'taken', path: 'transitions/answer', status: 404, says: '' },
  { title: 'no move', stage: 'taken', path: 'transitions/approve', status: 404, says: '' },
]

test.group('What a support ticket refuses', (group) => {
  let cast: SupportCast
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    return cast
  })

  const everything = async () => {
    const department = await Department.findByOrFail('name', 'Customer Care')
    return {
      body: 'Look here',
      is_internal: '1',
      note: 'Because.',
      reason: 'Because.',
      priority: 'urgent',
      assignee_id: cast.igor.id,
      user_id: cast.igor.id,
      department_id: department.id,
      into: 1,
      status: 'resolved',
    }
  }
  const rowOf = ({ id }: Ticket) => db.from('tickets').where('id', id).firstOrFail()
  const activities = async ({ id }: Ticket) => {
    const rows = await db.from('activities_in_full').where('ticket_id', id)
    return rows.length
  }

  test('from its requester: {title}')
    .with(TRIES)
    .run(async ({ assert }, { stage, path, status, says }) => {
      const ticket = await supportAt(stage, cast)
      const [row, count] = [await rowOf(ticket), await activities(ticket)]
      const answer = await postAs(cast.rosa, `/tickets/${ticket.id}/${path}`, await everything())
      assert.equal(answer.status, status)
      assert.include(answer.text, says)
      assert.deepEqual(await rowOf(ticket), row)
      assert.equal(await activities(ticket), count)
      assert.lengthOf(await db.from('comments').where('ticket_id', ticket.id), 0)
    })

  test('his own ticket does not become his work, whether he is a member or the manager', async ({
    assert,
  }) => {
    for (const by of [cast.ida, cast.ivan]) {
      const ticket = await askSupport(by)
      const [row, count] = [await rowOf(ticket), await activities(ticket)]
      for (const path of [
        ...['take', 'start', 'resolve', 'hold', 'ask_requester'].map((one) => `transitions/${one}`),
        'assignment',
        'collaborators',
        'priority',
        'comments',
        'transfer',
      ]) {
        const answer = await postAs(by, `/tickets/${ticket.id}/${path}`, await everything())
        assert.equal(answer.status, 403, path)
      }
      assert.deepEqual(await rowOf(ticket), row)
      assert.equal(await activities(ticket), count)
    }
  })

  test('nobody names the requester for his own work', async ({ assert }) => {
    const ticket = await askSupport(cast.ida)
    const path = `/tickets/${ticket.id}/assignment`
    const alone = await postAs(cast.ivan, path, { assignee_id: cast.ida.id })
    assert.equal(alone.status, 422)
    assert.include(alone.text, 'This person asked for it.')
    const fields = { assignee_id: cast.igor.id, collaborator_ids: cast.ida.id }
    const helping = await postAs(cast.ivan, path, fields)
    assert.equal(helping.status, 422)
    await postAs(cast.ivan, path, { assignee_id: cast.igor.id })
    const added = await postAs(cast.ivan, `/tickets/${ticket.id}/collaborators`, {
      user_id: cast.ida.id,
    })
    assert.equal(added.status, 422)
    const outsider = await postAs(cast.ivan, path, { assignee_id: cast.carl.id })
    assert.equal(outsider.status, 422)
  })

  test('an admin of the department works on his own, and every act is marked', async ({
    assert,
  }) => {
    const ulla = await makePerson({ username: 'ulla', role: 'admin', department: 'IT' })
    const ticket = await askSupport(ulla)
    const path = `/tickets/${ticket.id}`
    await postAs(ulla, `${path}/transitions/take`)
    await postAs(ulla, `${path}/priority`, { priority: 'high' })
    await postAs(ulla, `${path}/assignment/delete`)
    await postAs(ulla, `${path}/assignment`, { assignee_id: ulla.id })
    await postAs(ulla, `${path}/collaborators`, { user_id: cast.ida.id })
    await postAs(ulla, `${path}/collaborators/delete`, { user_id: cast.ida.id })
    const rows = await db.from('activities_in_full').where('ticket_id', ticket.id).orderBy('id')
    assert.deepEqual(
      rows.map(({ action, details }) => [action, details.own ?? false]),
      [
        ['created', false],
        ['taken', true],
        ['updated', true],
        ['unassigned', true],
        ['assigned', true],
        ['collaborator_added', true],
        ['collaborator_removed', true],
      ]
    )
  })

  test('strangers find nothing on any of its addresses', async ({ assert }) => {
    const ticket = await supportAt('taken', cast)
    for (const path of ['transfer', 'merge', 'links', 'links/1/delete', 'follow-up']) {
      const answer = await postAs(cast.fred, `/tickets/${ticket.id}/${path}`, await everything())
      assert.equal(answer.status, 404, path)
    }
  })
})
