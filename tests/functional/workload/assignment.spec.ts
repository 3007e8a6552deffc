import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { assignTicket } from '#services/tickets/assign_ticket'
import { MOST_OF_ONE } from '#services/workload/find_clashes'
import { plant } from '#tests/support/counted'
import { actions, lastActivity, told } from '#tests/support/events'
import { look, textOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

test.group('The form that assigns', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    await cast.ben.merge({ timeZone: 'Asia/Manila' }).save()
  })

  const day = () => clock.now().setZone('Asia/Manila').plus({ days: 2 }).startOf('day')
  const field = (hour: number) => day().set({ hour }).toFormat("yyyy-MM-dd'T'HH:mm")

  async function approvedShoot(title: string): Promise<Ticket> {
    const ticket = await ask(cast.maria, { type: 'photoshoot', title })
    await move(cast.ana, ticket, 'approve')
    return move(cast.ben, ticket, 'approve')
  }

  /** A shoot of Kim’s from ten to twelve. */
  async function takenShoot() {
    const shoot = await approvedShoot('Portraits')
    const [scheduledStart, scheduledEnd] = [10, 12].map((hour) => day().set({ hour }).toUTC())
    const form = { assigneeId: cast.kim.id, scheduledStart, scheduledEnd }
    return assignTicket(shoot.id, form, { by: cast.ben, channel: 'web' })
  }

  test('names who is planned for something else, and assigns once that was seen', async ({
    assert,
  }) => {
    const taken = await takenShoot()
    const other = await approvedShoot('Product table')
    const ben = await visit(cast.ben)
    const path = `/tickets/${other.id}/assignment`
    const fields = {
      'assignee_id': cast.joy.id,
      'collaborator_ids[]': [cast.kim.id],
      'scheduled_start': field(11),
      'scheduled_end': field(13),
    }
    const refused = await ben.post(path, fields)
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'Somebody would be at two places at once')
    assert.match(
      refused.text,
      new RegExp(`Kim Test</b>, [^<]*10:00 to 12:00: <a[^>]*>#${taken.id}`)
    )
    assert.match(refused.text, /Kim Test, [^<]*taken at that time/)
    assert.notInclude(await actions(other.id), 'assigned')
    const key = refused.text.match(/name="seen_clashes\[\]" value="([^"]+)"/)![1]
    assert.equal(key, `${cast.kim.id}-${taken.id}`)
    // Live, while somebody is still filling it in; strangers learn nothing.
    const query = new URLSearchParams(
      Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)])
    )
    assert.include(await textOf(ben.get(`${path}/clashes?${query}`)), key)
    const rico = await visit(cast.rico)
    const stranger = await rico.get(`${path}/clashes?${query}`)
    assert.equal(stranger.status, 404)
    const wrong = await ben.post(path, { ...fields, 'seen_clashes[]': [`${cast.joy.id}-1`] })
    assert.equal(wrong.status, 422)
    const sent = await ben.post(path, { ...fields, 'seen_clashes[]': [key] })
    assert.equal(sent.location, `/tickets/${other.id}`)
    assert.deepEqual(await told(other.id, 'assigned'), [cast.joy.id])
  })

  test('names a few of many, and assigns once those were seen', async ({ assert }) => {
    const other = await approvedShoot('Product table')
    const one = { type: 'photoshoot', status: 'in_progress', by: cast.maria, to: cast.kim }
    const ids = await plant(Array.from({ length: 201 }, () => one))
    const [start, end] = [10, 12].map((hour) => day().set({ hour }).toJSDate())
    await db
      .from('tickets')
      .whereIn('id', ids)
      .update({ scheduled_start: start, scheduled_end: end })
    const ben = await visit(cast.ben)
    const path = `/tickets/${other.id}/assignment`
    const fields = {
      assignee_id: cast.kim.id,
      scheduled_start: field(11),
      scheduled_end: field(13),
    }
    const refused = await ben.post(path, fields)
    const keys = [...refused.text.matchAll(/name="seen_clashes\[\]" value="([^"]+)"/g)]
    assert.lengthOf(keys, MOST_OF_ONE)
    const saved = await ben.post(path, { ...fields, 'seen_clashes[]': keys.map(([, key]) => key) })
    assert.equal(saved.status, 302)
  })

  test('says nothing of what only touches, nor of what stood there before', async ({ assert }) => {
    const taken = await takenShoot()
    const other = await approvedShoot('Right after')
    const ben = await visit(cast.ben)
    const fields = { assignee_id: cast.kim.id, scheduled_start: field(12), scheduled_end: '' }
    const sent = await ben.post(`/tickets/${other.id}/assignment`, fields)
    assert.equal(sent.location, `/tickets/${other.id}`)
    // Kim is moved into a clash by somebody who does not care; a change of the estimate is not asked again.
    const scheduledStart = day().set({ hour: 11 }).toUTC()
    const form = { assigneeId: cast.kim.id, scheduledStart, scheduledEnd: null }
    await assignTicket(other.id, form, { by: cast.ben, channel: 'web' })
    const again = { ...fields, scheduled_start: field(11), estimated_hours: '1.5' }
    const kept = await ben.post(`/tickets/${other.id}/assignment`, again)
    assert.equal(kept.location, `/tickets/${other.id}`)
    assert.include(await look(cast.ben, `/tickets/${taken.id}/assignment/edit`), 'class="clashes"')
  })

  test('keeps the estimate in the history, and tells nobody of it', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    const ben = await visit(cast.ben)
    const before = await told(ticket.id, 'assigned')
    const path = `/tickets/${ticket.id}/assignment`
    await ben.post(path, { assignee_id: cast.kim.id, estimated_hours: '6.5' })
    const { action, changes } = await lastActivity(ticket.id)
    assert.equal(action, 'estimated')
    assert.deepEqual(changes, [{ field: 'estimatedHours', before: null, after: '6.5' }])
    assert.deepEqual(await told(ticket.id, 'assigned'), before)
    assert.include(await look(cast.ben, `/tickets/${ticket.id}`), '6.5 h')
    assert.include(await look(cast.ben, `${path}/edit`), '1 open, 6.5 h estimated')
    for (const estimate of ['-1', 'many', '1e9', '0.001']) {
      const answer = await ben.post(path, { assignee_id: cast.kim.id, estimated_hours: estimate })
      assert.equal(answer.status, 422, estimate)
    }
    await ben.post(path, { assignee_id: cast.kim.id, estimated_hours: '' })
    await ticket.refresh()
    assert.isNull(ticket.estimatedHours)
  })
})
