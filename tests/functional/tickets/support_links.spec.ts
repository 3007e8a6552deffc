import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { statusOf } from '#tests/support/accounts'
import { getAs, postAs } from '#tests/support/answers'
import { shareDesk } from '#tests/support/shared_desk'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
} from '#tests/support/support_desk'
import { lastActivity } from '#tests/support/told'

test.group('Links between tickets', (group) => {
  let cast: SupportCast
  let [one, other]: Ticket[] = []
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    one = await askSupport(cast.rosa, { title: 'The left till' })
    other = await askSupport(cast.fred, { title: 'The secret till' })
    return [cast, one, other]
  })
  const link = (by: User, to: number | string, kind = 'related') =>
    postAs(by, `/tickets/${one.id}/links`, { other: to, kind })
  const kinds = async () => {
    const rows = await db.from('ticket_links').orderBy('id').select('kind')
    return rows.map(({ kind }) => kind)
  }

  test('who works on both links them; only who sees both reads it', async ({ assert }) => {
    assert.equal(await statusOf(link(cast.ida, `#${other.id}`, 'duplicate')), 302)
    const [row] = await db.from('ticket_links')
    assert.include(row, {
      from_ticket_id: one.id,
      to_ticket_id: other.id,
      kind: 'duplicate',
      created_by: cast.ida.id,
    })
    for (const { id } of [one, other]) {
      const { action, is_internal: isInternal } = await lastActivity(id)
      assert.equal(action, 'linked')
      assert.isTrue(isInternal)
    }
    const agent = await getAs(cast.ida, `/tickets/${one.id}`)
    assert.include(agent.text, `/tickets/${other.id}`)
    const asked = await getAs(cast.rosa, `/tickets/${one.id}`)
    assert.notInclude(asked.text, `/tickets/${other.id}`)
    assert.notInclude(asked.text, `#${other.id}`)
    assert.notInclude(asked.text, 'The secret till')
  })

  test('a pair has one link: said again it changes its kind, taken away from either side', async ({
    assert,
  }) => {
    await link(cast.ida, other.id)
    await link(cast.ida, other.id)
    assert.deepEqual(await kinds(), ['related'])
    await link(cast.ida, other.id, 'duplicate')
    assert.deepEqual(await kinds(), ['duplicate'])
    const path = `/tickets/${other.id}/links/${one.id}/delete`
    assert.equal(await statusOf(postAs(cast.ida, path)), 302)
    assert.deepEqual(await kinds(), [])
    const { action } = await lastActivity(one.id)
    assert.equal(action, 'unlinked')
    assert.equal(await statusOf(postAs(cast.ida, path)), 302)
  })

  test('is refused: a ticket not seen, itself, another kind, garbage, by who only watches', async ({
    assert,
  }) => {
    const refused = [
      await link(cast.rosa, other.id),
      await link(cast.ida, one.id),
      await link(cast.ida, 99_999_999),
      await link(cast.ida, other.id, 'follow_up'),
      await link(cast.ida, '-1'),
    ]
    assert.deepEqual(
      refused.map(({ status }) => status),
      [422, 422, 422, 422, 422]
    )
    assert.equal(await statusOf(link(cast.carl, other.id)), 404)
    const row = { ticket_id: one.id, user_id: cast.carl.id, added_at: new Date() }
    await db.table('watchers').insert(row)
    assert.equal(await statusOf(link(cast.carl, other.id)), 403)
    assert.deepEqual(await kinds(), [])
  })

  test('a follow-up stays linked', async ({ assert }) => {
    const closed = await supportAt('closed', cast)
    const { location } = await postAs(cast.rosa, `/tickets/${closed.id}/follow-up`, { body: 'No.' })
    const path = `${location}/links/${closed.id}/delete`
    assert.equal(await statusOf(postAs(cast.ida, path)), 422)
    assert.deepEqual(await kinds(), ['follow_up'])
  })
})
