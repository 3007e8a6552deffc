import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { FieldChange } from '#models/activity'
import { FACTS, PLAIN_FIELDS, splitTexts } from '#services/activity/split_texts'
import { DESK_ROLE } from '#services/rights/desk_role'
import { makeCast } from '#tests/support/people'
import { ask } from '#tests/support/tickets'

/** An activity as the version before writes it, and some other day whoever forgets to part it. */
async function write(ticketId: number, changes: FieldChange[], details: object): Promise<number> {
  const [{ id }] = await db
    .table('activities')
    .insert({
      ticket_id: ticketId,
      action: 'updated',
      channel: 'web',
      changes: JSON.stringify(changes),
      details: JSON.stringify(details),
      created_at: new Date(),
    })
    .returning('id')
  return id
}

const changes = [
  { field: 'title', before: 'Old', after: 'New' },
  { field: 'item:Reels', before: null, after: '2 video' },
  { field: 'priority', before: 'low', after: 'high' },
]
const details = {
  note: 'Legal asked',
  step: 'creative',
  wish: { more: 'red' },
  skipped: [{ a: 1 }],
}

test.group('Texts of an activity that somebody else writes', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('stand apart by the same rule, and are read back whole', async ({ assert }) => {
    const { rows } = await db.rawQuery('select current_user as name')
    assert.equal(rows[0].name, DESK_ROLE)
    const { maria } = await makeCast()
    const ticket = await ask(maria)
    const asked = [
      { changes, details },
      { changes, details: {} },
      { changes: [], details },
    ]
    for (const entry of asked) {
      const id = await write(ticket.id, entry.changes, entry.details)
      const split = splitTexts(entry.changes, entry.details)
      const bare = await db.from('activities').where('id', id).firstOrFail()
      assert.deepEqual([bare.changes, bare.details], [split.changes, split.details])
      assert.notMatch(JSON.stringify(bare), /Old|New|Legal|red/)
      const texts = await db.from('activity_texts').where('activity_id', id).firstOrFail()
      assert.deepEqual(texts, { activity_id: id, ticket_id: ticket.id, ...split.texts })
      const whole = await db.from('activities_in_full').where('id', id).firstOrFail()
      assert.deepEqual([whole.changes, whole.details], [entry.changes, entry.details])
    }
  })

  test('what is parted already, and facts alone, stay as they are', async ({ assert }) => {
    const split = splitTexts(changes, details)
    const facts = Object.fromEntries([...FACTS].map((key) => [key, 1]))
    const plain = [...PLAIN_FIELDS].map((field) => ({ field, before: 'a', after: 'b' }))
    const written = [
      [split.changes, split.details],
      [plain, facts],
      [[], {}],
    ] as const
    for (const [someChanges, someDetails] of written) {
      const id = await write(0, someChanges as FieldChange[], someDetails)
      const bare = await db.from('activities').where('id', id).firstOrFail()
      assert.deepEqual([bare.changes, bare.details], [someChanges, someDetails])
      assert.isNull(await db.from('activity_texts').where('activity_id', id).first())
    }
  })

  test('the database knows the lists of the code, no more and no less', async ({ assert }) => {
    const { rows } = await db.rawQuery(
      `select prosrc from pg_proc where proname = 'parts_of_activity'`
    )
    const lists = [...rows[0].prosrc.matchAll(/array\[([^\]]*)\]/g)].map(([, list]) =>
      [...list.matchAll(/'([^']+)'/g)].map(([, word]) => word)
    )
    assert.sameMembers(lists[0], [...FACTS])
    assert.sameMembers(lists[1], [...PLAIN_FIELDS])
  })
})
