import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { addPin } from '#services/proofing/add_pin'
import { getAs } from '#tests/support/answers'
import { deliver } from '#tests/support/deliverables'
import { queriesOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'

test.group('What was made, on paper', (group) => {
  let cast: Cast
  let ticket: Ticket
  let id: number
  shareDesk(group, async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast)
    const { deliverable } = await deliver(cast.kim, ticket, {
      name: '<b>static.png',
      width: 80,
      height: 40,
    })
    id = deliverable.id
    return [cast, ticket]
  })

  const statusOf = async (person: User, path: string) => {
    const { status } = await getAs(person, path)
    return status
  }
  const pin = (points: string, shape: string, body: string, version = 1) =>
    addPin(
      ticket.id,
      id,
      { shape, points, body, version },
      { by: { by: cast.maria, channel: 'web' } }
    )

  test('the proof report names every version, pin and decision, and draws the pins where they are', async ({
    assert,
  }) => {
    await pin('[[0.5,0.5]]', 'point', 'Larger')
    await pin('[[0.1,0.2],[0.3,0.6]]', 'box', 'Tighter <i>here</i>')
    await deliver(cast.kim, ticket, { name: '<b>static.png', width: 80, height: 40 })
    const path = `/tickets/${ticket.id}/proof-report`
    const page = await getAs(cast.maria, path)
    assert.equal(page.status, 200)
    assert.include(page.text, 'viewBox="0 0 1000 500"')
    assert.include(page.text, 'd="M100 100H300V300H100Z"')
    assert.include(page.text, 'cx="500" cy="250"')
    assert.notInclude(page.text, '<i>here</i>')
    assert.notInclude(page.text, '<b>static.png')
    const text = page.text
    for (const said of ['Version 2', 'Version 1', 'Larger', 'Tighter', '2 pins, 2 open']) {
      assert.include(text, said)
    }
    assert.equal(await statusOf(cast.rico, path), 404)
    const few = queriesOf(page)
    for (const name of ['a.png', 'b.png', 'c.png']) await deliver(cast.kim, ticket, { name })
    assert.equal(queriesOf(await getAs(cast.maria, path)), few)
  })

  test('the contact sheet shows the newest version of each', async ({ assert }) => {
    await deliver(cast.kim, ticket, { name: 'second.png' })
    const path = `/tickets/${ticket.id}/contact-sheet`
    const page = await getAs(cast.maria, path)
    assert.include(page.text, 'second.png')
    assert.lengthOf(page.text.match(/class="contact-name"/g)!, 2)
    assert.equal(await statusOf(cast.rico, path), 404)
    await db.from('deliverables').where('id', id).update({ removed_at: new Date() })
    const left = await getAs(cast.maria, path)
    assert.lengthOf(left.text.match(/class="contact-name"/g)!, 1)
  })

  test('two versions stand beside each other, the older on the left', async ({ assert }) => {
    const path = `/tickets/${ticket.id}/deliverables/${id}/compare`
    const alone = await getAs(cast.maria, path)
    assert.include(alone.text, 'There is one version so far')
    for (let count = 0; count < 2; count += 1) {
      await deliver(cast.kim, ticket, { name: '<b>static.png', width: 80, height: 40 })
    }
    const sides = async (query: string) => {
      const { text } = await getAs(cast.maria, path + query)
      return [...text.matchAll(/<figcaption[^>]*><a[^>]*><b>Version (\d)/g)].map(([, one]) => one)
    }
    assert.deepEqual(await sides(''), ['2', '3'])
    assert.deepEqual(await sides('?a=3&b=1'), ['1', '3'])
    assert.deepEqual(await sides('?a=77'), ['2', '3'])
    assert.equal(await statusOf(cast.maria, `${path}?a=x`), 422)
    assert.equal(await statusOf(cast.rico, path), 404)
    assert.equal(await statusOf(cast.maria, path.replace(String(id), '999999')), 404)
  })
})
