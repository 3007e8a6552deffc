import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { addComment } from '#services/comments/add_comment'
import { countQueries } from '#services/observing/query_counter'
import { trashTicket } from '#services/tickets/trash_ticket'
import { showHistory } from '#services/tickets/history/show_history'
import { timeWords } from '#services/words/time_words'
import i18nManager from '@adonisjs/i18n/services/main'
import { getAs, pick } from '#tests/support/answers'
import { makeNotesDesk, SECRET, type NotesDesk } from '#tests/support/notes'
import { countOf, edit, writeActivities, wordsOf } from '#tests/support/pasts'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, move, ticketAt } from '#tests/support/tickets'

const web = (by: User) => ({ by, channel: 'web' as const })
const entries = (html: string) => [...html.matchAll(/<li id="activity-(\d+)"/g)].map(([, id]) => id)

/** One desk for all of them: each test only looks. */
test.group('The history of a ticket', (group) => {
  let cast: Cast
  let desk: NotesDesk
  let ticket: Ticket
  let path: string
  let rollback: () => Promise<void>
  group.setup(async () => {
    rollback = await testUtils.db().wrapInGlobalTransaction()
    cast = await makeCast()
    desk = await makeNotesDesk()
    ticket = await ask(cast.maria)
    ticket = await move(cast.ana, ticket, 'reject', { note: 'Not <b>this</b> month.' })
    ticket = await edit(cast.maria, ticket, { title: 'A poster for payday', quantity: 3 })
    ticket = await move(cast.maria, ticket, 'resubmit')
    ticket = await move(cast.ana, ticket, 'approve')
    await addComment(ticket.id, { body: 'Soon?' }, web(cast.maria))
    path = `/tickets/${ticket.id}/history`
    return () => rollback()
  })

  test('says who did what, from which status to which, and what was before', async ({ assert }) => {
    const { text, status } = await getAs(cast.maria, path)
    const words = wordsOf(text)
    assert.equal(status, 200)
    assert.match(words, /Maria Test asked for this/)
    assert.match(words, /Ana Test rejected the department step.*For department approval.*Rejected/)
    assert.include(text, 'Not &lt;b&gt;this&lt;/b&gt; month.')
    assert.match(text, /<del>banner <\/del><ins>poster <\/ins>/)
    assert.match(words, /Quantity before: 1 → after: 3/)
    assert.lengthOf(entries(text), 6)
  })

  test('is understood from its summary: versions, decisions, and where it stands', async ({
    assert,
  }) => {
    const { text } = await getAs(cast.ana, path)
    const story = wordsOf(text.split('id="history-story"')[1].split('</section>')[0])
    assert.match(story, /Version 2 changed by Maria Test.*Version 1 asked by Maria Test/)
    assert.match(story, /Department step approved by Ana Test version 2/)
    assert.match(story, /Department step rejected by Ana Test version 1.*no longer counts/)
    assert.match(story, /Now.*For creative approval/)
    assert.include(text, `${path}/versions/2?against=1`)
  })

  test('is narrowed by kind, person and days, and turned round', async ({ assert }) => {
    const count = async (query: string) =>
      entries(await pick(getAs(cast.admin, `${path}?${query}`), 'text')).length
    assert.equal(await count('kind=decisions'), 3)
    assert.equal(await count('kind=brief'), 2)
    assert.equal(await count('kind=talk'), 1)
    assert.equal(await count('kind=other'), 0)
    assert.equal(await count(`person=${cast.ana.id}`), 2)
    assert.equal(await count('person=desk'), 0)
    assert.equal(await count('from=2001-01-01&to=2199-12-31'), 6)
    assert.equal(await count('to=2001-01-01'), 0)
    const newest = entries(await pick(getAs(cast.admin, path), 'text'))
    const oldest = entries(await pick(getAs(cast.admin, `${path}?order=oldest`), 'text'))
    assert.deepEqual(oldest, newest.toReversed())
  })

  test('turns its pages both ways without losing a row', async ({ assert }) => {
    const long = await ask(cast.maria)
    await writeActivities(120, { ticketId: long.id, actorId: cast.maria.id })
    const at = `/tickets/${long.id}/history`
    for (const order of ['', 'order=oldest']) {
      const seen: string[] = []
      let next: string | undefined = `${at}?${order}`
      let last = ''
      while (next) {
        const { text } = await getAs(cast.maria, next)
        seen.push(...entries(text))
        last = text
        next = text.match(/href="([^"]*)"[^>]*rel="next"/)?.[1].replaceAll('&amp;', '&')
      }
      assert.lengthOf(new Set(seen), 121)
      assert.lengthOf(seen, 121)
      const back = last.match(/href="([^"]*)"[^>]*rel="prev"/)![1].replaceAll('&amp;', '&')
      assert.deepEqual(entries(await pick(getAs(cast.maria, back), 'text')), seen.slice(50, 100))
    }
  })

  test('shows notes to their readers alone', async ({ assert }) => {
    for (const { person, who, ticket: one } of desk.outsiders) {
      for (const query of ['', '?kind=talk', `?person=${desk.ivan.id}`]) {
        const { text, status } = await getAs(person, `/tickets/${one.id}/history${query}`)
        assert.equal(status, 200, who)
        assert.notMatch(text, /internal note|data-internal|zebra/, who)
      }
    }
    const { text } = await getAs(desk.ivan, `/tickets/${desk.ticket.id}/history`)
    assert.lengthOf(text.match(/data-internal/g)!, 3)
    assert.notInclude(text, SECRET)
  })

  test('offers the way back to who may go it, from points with a snapshot', async ({ assert }) => {
    const backs = async (person: User) =>
      countOf(/history\/\d+\/rollback/g, await pick(getAs(person, path), 'text'))
    assert.equal(await backs(cast.admin), 4)
    assert.equal(await backs(cast.ana), 4)
    assert.equal(await backs(cast.maria), 0)
  })

  test('is there for who sees the ticket, in the trash too, and for nobody else', async ({
    assert,
  }) => {
    const trashed = await ask(cast.maria)
    await trashTicket(trashed.id, web(cast.ana))
    const at = `/tickets/${trashed.id}/history`
    const { text, status } = await getAs(cast.maria, at)
    assert.equal(status, 200)
    assert.include(wordsOf(text), 'This ticket is in the trash: put there by Ana Test')
    assert.notInclude(text, '/rollback')
    for (const one of [path, at, `${path}/versions/1`]) {
      assert.equal(await pick(getAs(cast.rico, one), 'status'), 404)
    }
    assert.equal(await pick(getAs(cast.admin, '/tickets/999999999/history'), 'status'), 404)
  })

  test('says what is wrong with a filter, with the form as typed', async ({ assert }) => {
    const [list, day] = ['Choose one of the list.', 'Write a day as year-month-day']
    const [place, person] = ['The list has no such page.', `person=${cast.ana.id}`]
    const nonsense = { 'kind=x': list, 'kind[]=talk&kind[]=x': list, 'from=2026-02-31': day }
    const places = { 'order=x': place, 'after=x': place, 'after=-1': place, 'before=1e99': place }
    for (const [query, sentence] of Object.entries({ ...nonsense, 'to=x': day, ...places })) {
      const { status, text } = await getAs(cast.maria, `${path}?${person}&${query}`)
      assert.equal(status, 422, query)
      assert.include(text, sentence, query)
      assert.match(text, new RegExp(`selected value="${cast.ana.id}"`), query)
      assert.lengthOf(entries(text), 0, query)
    }
    for (const query of ['person=0', 'from[a]=1']) {
      assert.equal(await pick(getAs(cast.maria, `${path}?${query}`), 'status'), 422)
    }
    assert.equal(await pick(getAs(cast.joy, `${path}?kind=x`), 'status'), 404)
    const { status } = await getAs(cast.maria, `${path}?after=9007199254740991&before=1`)
    assert.equal(status, 200)
  })

  test('asks the database as often for sixty rows as for ten', async ({ assert }) => {
    const i18n = i18nManager.locale('en')
    const words = { i18n, times: timeWords('UTC', i18n) }
    const count = (one: Ticket) =>
      countQueries(async (counted) => {
        await showHistory(one.id, cast.ben, {}, words)
        return counted.queries
      })
    const one = await ticketAt('approved', cast)
    const few = await count(one)
    for (const actor of [cast.kim, cast.joy, cast.paolo, cast.ana]) {
      await writeActivities(15, { ticketId: one.id, actorId: actor.id })
    }
    assert.equal(await count(one), few)
    assert.isAtMost(few, 7)
  })
})
