import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { findActivities } from '#services/activity/find_activities'
import { listActivities } from '#services/activity/list_activities'
import { countQueries } from '#services/observing/query_counter'
import { trashTicket } from '#services/tickets/trash_ticket'
import { watchTicket } from '#services/tickets/watch_ticket'
import { timeWords } from '#services/words/time_words'
import { getAs, pick } from '#tests/support/answers'
import { makeNotesDesk, type NotesDesk } from '#tests/support/notes'
import { countOf, writeActivities, wordsOf } from '#tests/support/pasts'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, ticketAt } from '#tests/support/tickets'

const web = (by: User) => ({ by, channel: 'web' as const })
const entries = (html: string) => [...html.matchAll(/<li id="activity-(\d+)"/g)].map(([, id]) => id)

test.group('What happened on all tickets', (group) => {
  let cast: Cast
  let desk: NotesDesk
  let banner: Ticket
  let trashed: Ticket
  let rollback: () => Promise<void>
  group.setup(async () => {
    rollback = await testUtils.db().wrapInGlobalTransaction()
    cast = await makeCast()
    desk = await makeNotesDesk()
    banner = await ticketAt('confirmed', cast, { title: 'Seen banner' })
    await watchTicket(banner.id, cast.rico.id, web(cast.ana))
    trashed = await ask(cast.maria, { title: 'Trashed banner' })
    await trashTicket(trashed.id, web(cast.ana))
    await writeActivities(2, { ticketId: 999_000, actorId: cast.ana.id, action: 'deleted' })
    await db.table('activities').insert({
      ticket_id: banner.id,
      actor_id: cast.maria.id,
      action: 'rated',
      channel: 'web',
      to_status: 'completed',
      created_at: new Date(),
    })
    return () => rollback()
  })

  const wordsFor = async (person: User, query = '') =>
    wordsOf(await pick(getAs(person, `/activity${query}`), 'text'))

  test('shows each person what happened on the tickets that he sees', async ({ assert }) => {
    const words = await wordsFor(cast.maria)
    assert.match(words, /Kim Test completed the work Seen banner/)
    assert.match(words, /Today/)
    assert.notInclude(words, 'Printer')
    assert.notInclude(await wordsFor(desk.inge), 'Seen banner')
    assert.include(await wordsFor(cast.rico), 'Seen banner')
  })

  test('shows notes and ratings to their readers alone, ticket by ticket', async ({ assert }) => {
    const notes = async (person: User, ticket: Ticket) =>
      countOf(/data-internal/g, await pick(getAs(person, `/activity?ticket=${ticket.id}`), 'text'))
    for (const { person, who, ticket } of desk.outsiders) {
      assert.equal(await notes(person, ticket), 0, who)
      const { text } = await getAs(person, '/activity')
      assert.notInclude(text, 'zebra', who)
    }
    for (const reader of [desk.ivan, desk.ida, desk.adam]) {
      assert.equal(await notes(reader, desk.ticket), 3)
    }
    // Inge reads notes of her department, but none on her own ticket.
    assert.equal(await notes(desk.inge, desk.ticket), 3)
    assert.match(await wordsFor(cast.maria), / rated it/)
    assert.match(await wordsFor(cast.ana), / rated it/)
    assert.notMatch(await wordsFor(cast.rico), / rated it/)
  })

  test('has nothing of the trash, and of purged tickets a bare row for admins', async ({
    assert,
  }) => {
    for (const person of [cast.maria, cast.ana, cast.admin]) {
      const words = await wordsFor(person)
      assert.notInclude(words, 'Trashed banner')
      assert.equal(words.includes('#999000, purged'), person === cast.admin)
    }
  })

  test('is narrowed by ticket, person, kind, days and desk', async ({ assert }) => {
    const count = async (query: string, person = cast.admin) =>
      entries(await pick(getAs(person, `/activity?${query}`), 'text')).length
    const only = `ticket=%23${banner.id}`
    assert.equal(await count(only), 9)
    assert.equal(await count(`${only}&kind=decisions`), 3)
    assert.equal(await count(`${only}&kind=people`, cast.maria), 2)
    assert.equal(await count(`${only}&person=${cast.kim.id}`, cast.maria), 2)
    assert.equal(await count(`${only}&workflow=support`), 0)
    assert.equal(await count(`${only}&to=2001-01-01`), 0)
    assert.equal(await count('kind=other'), 2)
    assert.isAbove(await count('kind=files', desk.ivan), 0)
    for (const viewer of [cast.ana, cast.admin]) {
      assert.equal(await count('workflow=support&kind=decisions', viewer), 0)
      const question = { workflow: 'support', kind: 'decisions' } as const
      const asked = { viewer, question, zone: 'UTC', position: null, isFalling: true }
      await countQueries(async (counted) => {
        await findActivities(asked)
        assert.equal(counted.queries, 0, 'nothing is read where nothing can be')
      })
    }
  })

  test('turns its pages both ways, whatever happened at the same moment', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    await writeActivities(60, { ticketId: ticket.id, actorId: cast.maria.id })
    await writeActivities(60, { ticketId: ticket.id, actorId: cast.maria.id })
    for (const person of [cast.maria, cast.admin]) {
      const seen: string[] = []
      let next: string | undefined = `/activity?ticket=${ticket.id}`
      let last = ''
      while (next) {
        const { text } = await getAs(person, next)
        seen.push(...entries(text))
        last = text
        next = text.match(/href="([^"]*)"[^>]*rel="next"/)?.[1].replaceAll('&amp;', '&')
      }
      assert.lengthOf(seen, 121)
      assert.lengthOf(new Set(seen), 121)
      const back = last.match(/href="([^"]*)"[^>]*rel="prev"/)![1].replaceAll('&amp;', '&')
      assert.deepEqual(entries(await pick(getAs(person, back), 'text')), seen.slice(50, 100))
    }
  })

  test('says what is wrong with a filter, with the form as typed', async ({ assert }) => {
    const nonsense = {
      'kind=x': 'Choose one of the list.',
      'workflow=x': 'Choose one of the list.',
      'ticket=abc': 'Write the number of a ticket, such as 12.',
      'from=2026-13-01': 'Write a day as year-month-day',
      'to=1999-01-01': 'Write a day between 2000 and 2199.',
      'after=x': 'The list has no such page.',
      'before=12': 'The list has no such page.',
    }
    for (const [query, sentence] of Object.entries(nonsense)) {
      const { status, text } = await getAs(cast.maria, `/activity?person=desk&${query}`)
      assert.equal(status, 422, query)
      assert.include(text, sentence, query)
      assert.include(text, 'selected value="desk"', query)
      assert.lengthOf(entries(text), 0, query)
    }
    const { text } = await getAs(cast.maria, '/activity?ticket=%3Cb%3E&person=x')
    assert.include(text, 'value="&lt;b&gt;"')
    assert.include(text, 'Choose one of the list.')
  })

  test('begins at any place, whatever is there', async ({ assert }) => {
    const begin = (place: string) => getAs(cast.maria, `/activity?after=${place}`)
    const hidden = await db.from('activities').where('ticket_id', 999_000).firstOrFail()
    const micros = String(hidden.created_at.getTime() * 1000)
    for (const id of [hidden.id, 999_999_999]) {
      assert.equal(await pick(begin(`${micros}.${id}`), 'status'), 200)
    }
    assert.lengthOf(entries(await pick(begin('1.1'), 'text')), 0)
    assert.equal(await pick(begin('9999999999999999.999999999999999'), 'status'), 200)
    assert.equal(await pick(getAs(cast.maria, '/activity?ticket=999999999'), 'status'), 200)
  })

  test('asks the database as often for sixty rows as for ten', async ({ assert }) => {
    const i18n = i18nManager.locale('en')
    const words = { i18n, times: timeWords('UTC', i18n) }
    const count = (person: User) =>
      countQueries(async (counted) => {
        await listActivities(person, {}, words)
        return counted.queries
      })
    const few = await count(cast.joy)
    for (let index = 0; index < 4; index++) {
      const one = await ticketAt('approved', cast)
      await writeActivities(15, { ticketId: one.id, actorId: cast.maria.id })
    }
    assert.equal(await count(cast.joy), few)
    assert.isAtMost(few, 4)
  })
})
