import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import RequestType from '#models/request_type'
import { postAs } from '#tests/support/answers'
import { look, statusOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { visit, type Fields, type Visitor } from '#tests/support/visitor'

test.group('The checklist of a request type', (group) => {
  let cast: Cast
  let olga: Visitor
  let type: RequestType
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
    type = await RequestType.findByOrFail('key', 'bug')
  })

  test('an admin adds, renames, moves and removes items; tickets that exist keep theirs', async ({
    assert,
  }) => {
    const page = `/admin/request-types/${type.id}/edit`
    assert.include(await look(cast.admin, page), 'There is no checklist yet.')
    await save(olga, type, [{ text: 'One' }])
    await save(olga, type, [...(await lines(type)), { text: 'Two' }], { isRequired: 1 })
    const [one, two] = await lines(type)
    assert.deepEqual([one.text, two.text], ['One', 'Two'])
    const ticket = await ask(cast.maria, { type: 'bug' })
    assert.equal(ticket.checklistLeft, 2)

    const moved = await save(olga, type, [{ ...one, text: 'First' }, two, { text: 'Three' }], {
      turn: `down:${one.id}`,
      isRequired: 1,
    })
    assert.equal(moved.location, `${page}#checklist`)
    assert.deepEqual(await textsOf(type), ['Two', 'First', 'Three'])
    await save(olga, type, await lines(type), { turn: `remove:${two.id}` })
    assert.deepEqual(await textsOf(type), ['First', 'Three'])
    await type.refresh()
    assert.isFalse(type.isChecklistRequired)
    const kept = await db.from('ticket_checklist').where('ticket_id', ticket.id).orderBy('position')
    assert.deepEqual(
      kept.map(({ text }) => text),
      ['One', 'Two']
    )
    const deeds = await db.from('audit_events').where('action', 'checklist_changed').orderBy('id')
    assert.lengthOf(deeds, 4)
    assert.deepInclude(deeds[2].changes, {
      field: 'items',
      before: 'One · Two',
      after: 'Two · First · Three',
    })
    const html = await look(cast.admin, page)
    assert.include(html, 'Remove “First”')
    assert.notInclude(html, 'translation missing')
  })

  test('what breaks a rule comes back as typed, with the sentence at its line', async ({
    assert,
  }) => {
    await save(olga, type, [{ text: 'One' }, { text: 'Two' }])
    const [one, two] = await lines(type)
    for (const [items, says] of [
      [[{ ...one, text: '' }, two], 'Write what has to be done, or remove the item.'],
      [[one, { ...two, text: 'ONE' }], 'This item is on the list already.'],
      [[one, two, { text: 'x'.repeat(201) }], 'At most 200 characters.'],
      [Array.from({ length: 31 }, (_, at) => ({ text: `Item ${at}` })), 'at most 30 items'],
    ] as const) {
      const answer = await save(olga, type, [...items], { isRequired: 1 })
      assert.equal(answer.status, 422, says)
      assert.include(answer.text, says)
      assert.notInclude(answer.text, 'translation missing')
    }
    assert.deepEqual(await textsOf(type), ['One', 'Two'])
  })

  test('what somebody else added or removed meanwhile stays so', async ({ assert }) => {
    await save(olga, type, [{ text: 'One' }, { text: 'Two' }])
    const seen = await lines(type)
    await save(olga, type, [...seen, { text: 'Three' }], { turn: `remove:${seen[0].id}` })
    await save(olga, type, seen)
    assert.deepEqual(await textsOf(type), ['Two', 'Three'])
  })

  test('nobody but admins, and garbage is a page that says so', async ({ assert }) => {
    const path = `/admin/request-types/${type.id}/checklist`
    assert.equal(await statusOf(postAs(cast.ben, path, { 'items[0][text]': 'x' })), 403)
    assert.equal(await statusOf(olga.get('/admin/request-types/999999/checklist')), 404)
    assert.equal(await statusOf(olga.post('/admin/request-types/999999/checklist')), 404)
    const garbage: Fields[] = [{ items: 'x' }, { turn: 'away' }, { 'items[0]': 'x' }]
    for (const fields of garbage) {
      assert.equal(await statusOf(olga.post(path, fields)), 422, JSON.stringify(fields))
    }
    assert.lengthOf(await lines(type), 0)
  })
})

type Line = { id?: number; text: string }

function save(
  by: Visitor,
  type: RequestType,
  items: Line[],
  more: Record<string, string | number> = {}
) {
  const fields = { ...more }
  for (const [at, { id, text }] of items.entries()) {
    if (id) fields[`items[${at}][id]`] = id
    fields[`items[${at}][text]`] = text
  }
  return by.post(`/admin/request-types/${type.id}/checklist`, fields)
}

async function lines(type: RequestType): Promise<Required<Line>[]> {
  return db
    .from('checklist_items')
    .where('request_type_id', type.id)
    .orderBy('position')
    .select('id', 'text')
}

async function textsOf(type: RequestType): Promise<string[]> {
  const rows = await lines(type)
  return rows.map(({ text }) => text)
}
