import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { endAccess } from '#services/accounts/end_access'
import clock from '#services/clock'
import { auditOf, statusOf, textOf } from '#tests/support/accounts'
import { plant } from '#tests/support/counted'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { visit, Visitor } from '#tests/support/visitor'

const MINE = { scope: 'mine' }

test.group('The calendar feed of a person', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  /** Makes a feed as a person does, and gives the path of its address. */
  const make = async (person: User, form = MINE) => {
    const visitor = await visit(person)
    const { status, text } = await visitor.post('/me/calendar', form)
    const path = text.match(/value="[^"]*(\/calendar\/[\w-]{43}\.ics)"/)?.[1] ?? ''
    return { status, path, visitor }
  }

  const read = (path: string, headers = {}) => new Visitor().get(path, headers)

  /** The titles that a feed says, in any order. */
  const titles = (calendar: string) =>
    [...calendar.replaceAll('\r\n ', '').matchAll(/SUMMARY:(.*)\r\n/g)].map(([, title]) => title)

  const titlesAt = async (path: string) => titles(await textOf(read(path)))

  const shoot = async (by: User, more: object = {}) => {
    const [id] = await plant([{ by, type: 'photoshoot', status: 'approved', to: cast.kim }])
    const start = clock.now().plus({ days: 2 }).set({ millisecond: 0 })
    const planned = {
      scheduled_start: start.toJSDate(),
      scheduled_end: start.plus({ hours: 3 }).toJSDate(),
    }
    await db
      .from('tickets')
      .where('id', id)
      .update({ title: `Shoot ${id}`, ...planned, ...more })
    return id
  }

  test('is made once shown, kept as a hash, and says shoots and deadlines that concern me', async ({
    assert,
  }) => {
    const nasty = 'A; b, c\\d\nBEGIN:VALARM\r\u0007\u2028' + 'ü'.repeat(60)
    const id = await shoot(cast.maria, { title: nasty })
    const later = clock.now().plus({ days: 3 }).toISO()!
    const [due] = await plant([{ by: cast.maria, deadlineAt: later }])
    await plant([{ by: cast.maria, deadlineAt: later, status: 'completed' }])
    await shoot(cast.rico)
    const { path, visitor } = await make(cast.maria)
    const { status, text, headers } = await read(path)
    assert.equal(status, 200)
    assert.match(headers.get('content-type')!, /^text\/calendar/)
    assert.include(headers.get('x-robots-tag')!, 'noindex')
    assert.sameMembers(titles(text), [
      `A\\; b\\, c\\\\d\\nBEGIN:VALARM\\n \\n${'ü'.repeat(60)} (#${id})`,
      `Due: Ticket of ${cast.maria.username} (#${due})`,
    ])
    assert.isTrue(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
    assert.notInclude(text, '\nBEGIN:VALARM')
    const page = await visitor.get('/me/calendar')
    assert.notInclude(page.text, path)
    assert.include(page.text, 'Last read')
    const [row] = await db.from('calendar_feeds')
    assert.notInclude(JSON.stringify(row), path.slice(10, -4))
    assert.deepEqual(await auditOf(cast.maria.id), ['calendar_feed_made'])
  })

  test('holds all that its reader sees, if he wants, and what he sees no more is gone', async ({
    assert,
  }) => {
    const [his, others] = [await shoot(cast.maria), await shoot(cast.rico)]
    const { path } = await make(cast.ana, { scope: 'all' })
    assert.deepEqual(await titlesAt(path), [`Shoot ${his} (#${his})`])
    const mine = await make(cast.ana)
    assert.deepEqual(await titlesAt(mine.path), [])
    const { path: kims } = await make(cast.kim)
    assert.lengthOf(await titlesAt(kims), 2)
    await db
      .from('tickets')
      .where('id', others)
      .update({ assignee_id: null, assigned_at: null, status: 'requested' })
    assert.deepEqual(await titlesAt(kims), [`Shoot ${his} (#${his})`])
    await db.from('tickets').where('id', his).update({ deleted_at: new Date() })
    assert.deepEqual(await titlesAt(kims), [])
  })

  test('is sent again only when something changed', async ({ assert }) => {
    const id = await shoot(cast.maria)
    const { path } = await make(cast.maria)
    const first = await read(path)
    const known = { 'if-none-match': first.headers.get('etag')! }
    const { status, text } = await read(path, known)
    assert.deepEqual([status, text], [304, ''])
    await db.from('tickets').where('id', id).update({ title: 'Moved' })
    assert.equal(await statusOf(read(path, known)), 200)
  })

  test('ends when another one is made, when its person ends it, and with his access', async ({
    assert,
  }) => {
    const first = await make(cast.maria)
    const second = await make(cast.maria)
    assert.equal(await statusOf(read(first.path)), 404)
    assert.equal(await statusOf(read(second.path)), 200)
    await db.transaction(async (trx) =>
      endAccess(trx, await User.findOrFail(cast.maria.id, { client: trx }))
    )
    assert.equal(await statusOf(read(second.path)), 404)
    const again = await visit(await User.findOrFail(cast.maria.id))
    assert.include(await textOf(again.get('/me/calendar')), 'Your feed ended')
    const third = await make(await User.findOrFail(cast.maria.id))
    await db.from('users').where('id', cast.maria.id).update({ deactivated_at: new Date() })
    assert.equal(await statusOf(read(third.path)), 404)
    await db.from('users').where('id', cast.maria.id).update({ deactivated_at: null })
    assert.equal(await statusOf(read(third.path)), 200)
    assert.equal(await statusOf(third.visitor.post('/me/calendar/end')), 302)
    assert.equal(await statusOf(read(third.path)), 404)
    const made = Array.from({ length: 3 }, () => 'calendar_feed_made')
    assert.deepEqual(await auditOf(cast.maria.id), [...made, 'calendar_feed_ended'])
  })

  test('is nothing for garbage', async ({ assert }) => {
    const { visitor } = await make(cast.maria)
    assert.equal(await statusOf(visitor.post('/me/calendar', { scope: 'theirs' })), 422)
    for (const token of ['x.ics', `${'a'.repeat(43)}.ics`, 'a'.repeat(43), '%00.ics']) {
      assert.equal(await statusOf(read(`/calendar/${token}`)), 404, token)
    }
    assert.equal(await statusOf(new Visitor().get('/me/calendar')), 302)
  })
})
