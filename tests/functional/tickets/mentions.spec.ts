import { test } from '@japa/runner'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { addComment } from '#services/comments/add_comment'
import { findMentioned } from '#services/comments/find_mentioned'
import { suggestMentions } from '#services/comments/suggest_mentions'
import { watchTicket } from '#services/tickets/watch_ticket'
import db from '@adonisjs/lucid/services/db'
import { getAs, pick } from '#tests/support/answers'
import { queriesOf } from '#tests/support/look'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, ticketAt, type Stage } from '#tests/support/tickets'

const HTMX = { 'hx-request': 'true' }
const STAGES: Stage[] = ['requested', 'pending_creative', 'approved', 'assigned', 'completed']

test.group('Names offered after @', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const named = async (by: User, ticket: Ticket, typed: string, forNote = false) => {
    const people = await suggestMentions(ticket.id, by, { typed, forNote })
    return people.map(({ username, sees }) => (sees ? username : `+${username}`))
  }

  test('exactly those who see the ticket, and read its notes, at every stage', async ({
    assert,
  }) => {
    const nina = await makePerson({ username: 'nina', department: 'Sales' })
    await Department.query().where('name', 'Marketing').update({ managerId: nina.id })
    const everybody = [...Object.values(cast), nina]
    for (const stage of STAGES) {
      const ticket = await ticketAt(stage, cast)
      await watchTicket(ticket.id, cast.rico.id, { by: cast.admin, channel: 'web' })
      const seen = await asFound(ticket, everybody)
      for (const forNote of [false, true]) {
        const offered = await Promise.all(
          everybody.map(async ({ username }) => {
            const found = await named(cast.admin, ticket, username, forNote)
            return found.includes(username) ? username : ''
          })
        )
        const expected = seen
          .filter((one) => (forNote ? one.seesNotes : one.seesTicket))
          .map(({ username }) => username)
        assert.sameMembers(offered.filter(Boolean), expected, `${stage} ${forNote}`)
      }
    }
  })

  test('begins of names and usernames, accents aside; wildcards are letters', async ({
    assert,
  }) => {
    const ticket = await ticketAt('assigned', cast)
    await makePerson({
      username: 'jmz',
      firstName: 'José',
      lastName: 'Muñoz',
      department: 'Creative',
    })
    assert.deepEqual(await named(cast.ben, ticket, 'jose m'), ['jmz'])
    assert.deepEqual(await named(cast.ben, ticket, 'MUNO'), ['jmz'])
    assert.deepEqual(await named(cast.ben, ticket, '%'), [])
    assert.deepEqual(await named(cast.ben, ticket, 'j_z'), [])
    assert.notInclude(await named(cast.ben, ticket, 'be'), 'ben')
  })

  test('people on the ticket come first, outsiders last and only whom the writer may add', async ({
    assert,
  }) => {
    const ticket = await ticketAt('assigned', cast)
    const near = await named(cast.maria, ticket, '')
    assert.equal(near[0], 'kim')
    await makePerson({ username: 'rita', department: 'Marketing' })
    assert.deepEqual(await named(cast.maria, ticket, 'ri'), ['+rita'])
    assert.deepEqual(await named(cast.kim, ticket, 'ri'), ['+rico', '+rita'])
    await makePerson({ username: 'rick', approved: false })
    assert.notInclude(await named(cast.kim, ticket, 'ri'), '+rick')
    for (let count = 0; count < 12; count += 1) await makePerson({ username: `zoe${count}` })
    assert.lengthOf(await named(cast.kim, ticket, 'zoe'), 8)
  })

  test('strangers, and who may not write or read notes, are offered nothing', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    const path = `/tickets/${ticket.id}/mentionable`
    assert.equal(await pick(getAs(cast.rico, `${path}?q=a`, HTMX), 'status'), 404)
    assert.equal(await pick(getAs(cast.maria, `${path}?q=a&notes=1`, HTMX), 'status'), 403)
    const planned = await ask(cast.maria, { assigneeId: cast.kim.id })
    const answer = await getAs(cast.kim, `/tickets/${planned.id}/mentionable`, HTMX)
    assert.equal(answer.status, 403)
    assert.equal(await pick(getAs(cast.maria, path), 'location'), `/tickets/${ticket.id}`)
    for (const bad of ['q[]=a', `q=${'x'.repeat(61)}`, 'notes[]=1', 'q=%00']) {
      const { status } = await getAs(cast.maria, `${path}?${bad}`, HTMX)
      assert.isTrue(status === 422 || status === 400, bad)
    }
    assert.equal(
      await pick(getAs(cast.maria, '/tickets/99999999999/mentionable', HTMX), 'status'),
      404
    )
  })

  test('options of a list, in as many queries whoever fits', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    const path = `/tickets/${ticket.id}/mentionable?q=`
    const answer = await getAs(cast.maria, `${path}ki`, HTMX)
    assert.include(answer.text, 'data-username="kim"')
    assert.include(answer.text, '@kim, Creative')
    assert.notInclude(answer.text, '<html')
    assert.equal(queriesOf(await getAs(cast.maria, path, HTMX)), queriesOf(answer))
  })

  test('a mention is a link to that person’s tickets, in code it is none', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    const by = { by: cast.ana, channel: 'web' as const }
    await addComment(ticket.id, { body: '@kim and @maria, not `@ben` nor @nobody' }, by)
    const { text } = await getAs(cast.maria, `/tickets/${ticket.id}`)
    const link = (query: string, name: string) =>
      `<a href="/tickets?tab=all&amp;${query}" class="mention">@${name} Test</a>`
    assert.include(text, link(`assignee=${cast.kim.id}`, 'Kim'))
    assert.include(text, link(`requester=${cast.maria.id}`, 'Maria'))
    assert.include(text, '<code>@ben</code> nor @nobody')
  })

  /** What the rule of the comments says of each of these people. */
  async function asFound(ticket: Ticket, people: User[]) {
    await ticket.load('requester')
    return db.transaction(async (trx) => {
      const talked = { trx, ticket, collaboratorIds: [], by: cast.admin }
      const body = people.map(({ username }) => `@${username}`).join(' ')
      return findMentioned(talked as never, body)
    })
  }
})
