import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import RequestType from '#models/request_type'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { countQueries } from '#services/observing/query_counter'
import { linkTickets } from '#services/tickets/link_tickets'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { DEFAULTS, forgetSettings } from '#services/settings/read_settings'
import { saveSettings } from '#services/settings/save_settings'
import { showTicket } from '#services/tickets/show_ticket'
import { getAs, pick } from '#tests/support/answers'
import { shareDesk } from '#tests/support/shared_desk'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
  type SupportStage,
} from '#tests/support/support_desk'
import { move } from '#tests/support/tickets'

test.group('The page of a support ticket', (group) => {
  let cast: SupportCast
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    return cast
  })

  const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const open = async (who: keyof SupportCast, id: number, query = '') => {
    const answer = await getAs(cast[who], `/tickets/${id}${query}`)
    const bar = answer.text.match(/<div class="actions dock"[^>]*>([\s\S]*?)<details/)?.[1] ?? ''
    return { ...answer, words: text(answer.text), bar: text(bar) }
  }
  const barOf = async (who: keyof SupportCast, id: number) => {
    const { bar } = await open(who, id)
    return bar.trim()
  }
  const as = (by: SupportCast[keyof SupportCast]) => ({ by, channel: 'web' as const })

  test('stands in every status, for everybody whom it concerns')
    .with([
      ['open', 'New'],
      ['in_progress', 'Under review'],
      ['pending_user', 'Waiting for requester'],
      ['on_hold', 'On hold'],
      ['resolved', 'Resolved'],
      ['closed', 'Closed'],
    ] as [SupportStage, string][])
    .run(async ({ assert }, [stage, label]) => {
      const ticket = await supportAt(stage, cast)
      for (const who of ['rosa', 'max', 'ivan', 'ida', 'igor', 'olga'] as const) {
        const page = await open(who, ticket.id)
        assert.equal(page.status, 200, who)
        assert.include(page.words, `${label} Medium`)
        assert.notInclude(page.text, 'translation missing')
        assert.notMatch(page.words, /undefined|\[object|NaN/)
      }
      assert.equal(await pick(open('fred', ticket.id), 'status'), 404)
    })

  test('says who it waits for, and that it is you', async ({ assert }) => {
    clock.freeze(DateTime.utc())
    const says = async (stage: SupportStage, who: keyof SupportCast, sentence: string) => {
      clock.goOn()
      const start = clock.now()
      clock.freeze(start)
      const ticket = await supportAt(stage, cast)
      clock.freeze(start.plus({ hours: 3 }))
      assert.include(await pick(open(who, ticket.id), 'words'), sentence, stage)
    }
    await says('open', 'rosa', 'nobody yet to be taken since 3 h')
    await says('taken', 'rosa', 'waits for Ida since 3 h')
    await says('taken', 'ida', 'waits for you since 3 h')
    await says('in_progress', 'rosa', 'Ida Test at work since 3 h')
    await says('pending_user', 'ida', 'waits for Rosa since 3 h')
    await says('pending_user', 'rosa', 'waits for you since 3 h')
    await says('on_hold', 'rosa', 'on hold since 3 h: “A part is on its way.”')
    await says('resolved', 'ida', 'waits for Rosa since 3 h; closes by itself after 7 days')
    await says('resolved', 'rosa', 'waits for you since 3 h; closes by itself after 7 days')
    await says('closed', 'ida', 'Closed Rosa Test')
  })

  test('promises to close by itself only as the settings have it', async ({ assert }) => {
    const set = (closeAfterDays: number) =>
      saveSettings({ ...DEFAULTS, closeAfterDays }, as(cast.olga))
    const ticket = await supportAt('resolved', cast)
    const form = async () => text(await pick(getAs(cast.rosa, '/tickets/new?type=bug'), 'text'))
    try {
      await set(14)
      assert.include(await pick(open('rosa', ticket.id), 'words'), 'closes by itself after 14 days')
      assert.include(await form(), 'or by itself after 14 days')
      await set(0)
      assert.notInclude(await pick(open('rosa', ticket.id), 'words'), 'by itself')
      assert.notInclude(await form(), 'by itself')
    } finally {
      forgetSettings()
    }
  })

  test('does not say at assigning that the clock only starts then', async ({ assert }) => {
    const ticket = await askSupport(cast.rosa)
    const page = await getAs(cast.ivan, `/tickets/${ticket.id}/assignment/edit`)
    assert.include(page.text, 'The clock has run since it was asked for')
    assert.notInclude(page.text, 'starts with the first assignment')
  })

  test('shows the deadline, a clock that stands still, and the first answer', async ({
    assert,
  }) => {
    const start = DateTime.utc()
    clock.freeze(start)
    const ticket = await askSupport(cast.rosa)
    assert.match(await pick(open('ida', ticket.id), 'words'), /First answer .{1,30} in 8 h/)
    clock.freeze(start.plus({ hours: 1 }))
    await move(cast.ida, ticket, 'start')
    clock.freeze(start.plus({ hours: 4 }))
    await move(cast.ida, ticket, 'hold', { note: 'A part is missing.' })
    clock.freeze(start.plus({ hours: 40 }))
    const held = await open('ida', ticket.id)
    assert.include(held.words, 'Clock stopped 20 h left once it goes on')
    await move(cast.ida, ticket, 'resume')
    assert.match(await pick(open('ida', ticket.id), 'words'), /Deadline .{1,30} in 20 h/)
    await addComment(ticket.id, { body: 'It came.' }, as(cast.ida))
    clock.freeze(start.plus({ hours: 62 }))
    await move(cast.ida, ticket, 'resolve', { note: 'Done.' })
    const done = await open('rosa', ticket.id)
    assert.include(done.words, '2 h late')
    assert.match(done.words, /First answer .{1,40} after 40 h, 32 h late/)
  })

  test('explains the deadline as a sum, on a page and in place', async ({ assert }) => {
    const ticket = await askSupport(cast.rosa)
    const page = await open('rosa', ticket.id, '/deadline')
    assert.include(page.words, 'Rule for priority Medium')
    const rows = await getAs(cast.rosa, `/tickets/${ticket.id}/deadline`, { 'hx-request': 'true' })
    assert.match(rows.text.trim(), /^<dl/)
    assert.equal(await pick(open('fred', ticket.id, '/deadline'), 'status'), 404)
  })

  test('sets apart what solved it, and keeps it hidden once it is open again', async ({
    assert,
  }) => {
    const ticket = await supportAt('resolved', cast)
    const solved = await open('rosa', ticket.id)
    assert.include(solved.words, 'What solved it A new cable. Ida Test, today')
    const beside = () => getAs(cast.ida, `/tickets/${ticket.id}/preview`, { 'hx-request': 'true' })
    assert.include(text(await pick(beside(), 'text')), 'What solved it A new cable.')
    await move(cast.rosa, ticket, 'reopen', { note: 'It prints stripes.' })
    assert.notInclude(await pick(beside(), 'text'), 'A new cable.')
    const again = await open('rosa', ticket.id)
    assert.notInclude(again.words, 'What solved it')
    assert.include(again.words, 'opened again once')
    const history = again.words.match(/Status history .*? People/)![0]
    assert.match(history, /New .* Under review .* Resolved .* New a moment so far .*, Rosa Test/)
  })

  test('offers each person the next move, and says why others are shut', async ({ assert }) => {
    const unassigned = await supportAt('open', cast)
    assert.equal(await barOf('ida', unassigned.id), 'Take it Start')
    const page = await open('rosa', unassigned.id)
    assert.equal(page.bar.trim(), 'Edit request')
    assert.include(page.words, 'Close It is not resolved yet.')
    assert.notInclude(page.text, 'transitions/take')
    const worked = await supportAt('in_progress', cast)
    assert.equal(await barOf('ida', worked.id), 'Resolve… Ask the requester…')
    assert.include(await pick(open('ida', worked.id), 'words'), 'Transfer… ')
    const held = await supportAt('on_hold', cast)
    const waits = await open('ida', held.id)
    assert.equal(waits.bar.trim(), 'Resume Resolve…')
    assert.notInclude(waits.text, 'transitions/start')
    const asked = await supportAt('pending_user', cast)
    assert.equal(await barOf('rosa', asked.id), 'Answer')
    const solved = await supportAt('resolved', cast)
    assert.equal(await barOf('rosa', solved.id), 'Close Reopen…')
  })

  test('has a box for the answer, for another question, or says that it is closed', async ({
    assert,
  }) => {
    const asked = await supportAt('pending_user', cast)
    assert.include(await pick(open('rosa', asked.id), 'words'), 'Ida waits for your answer.')
    assert.notInclude(await pick(open('ida', asked.id), 'words'), 'waits for your answer')
    const closed = await supportAt('closed', cast)
    const own = await open('rosa', closed.id)
    assert.include(own.text, `action="/tickets/${closed.id}/follow-up"`)
    assert.notInclude(own.text, `action="/tickets/${closed.id}/comments"`)
    const others = await open('ida', closed.id)
    assert.include(others.words, 'It is closed, so nobody reads here any more.')
    assert.notMatch(others.text, /action="[^"]*(comments|follow-up)"/)
  })

  test('leads to the tickets that hang together with it, as far as one sees them', async ({
    assert,
  }) => {
    const [ticket, other] = [await askSupport(cast.rosa), await supportAt('taken', cast)]
    const hidden = await askSupport(cast.fred, { type: 'billing', title: 'A secret invoice' })
    await linkTickets(ticket.id, { otherId: other.id, kind: 'duplicate' }, as(cast.olga))
    await linkTickets(ticket.id, { otherId: hidden.id, kind: 'related' }, as(cast.olga))
    const page = await open('ida', ticket.id)
    assert.include(page.words, `#${other.id} The cash desk prints nothing this duplicates it`)
    assert.notInclude(page.text, 'A secret invoice')
    assert.include(await pick(open('ida', other.id), 'words'), 'duplicates this')
    assert.include(await pick(open('olga', ticket.id), 'words'), 'A secret invoice')
  })

  test('a merged ticket says where it goes on, and that one where it came from', async ({
    assert,
  }) => {
    const [source, target] = [await askSupport(cast.rosa), await supportAt('taken', cast)]
    await mergeTickets(source.id, { intoId: target.id }, as(cast.ida))
    const page = await open('rosa', source.id)
    assert.include(page.words, `This was merged into #${target.id}.`)
    assert.include(page.text, `<a href="/tickets/${target.id}">`)
    assert.include(page.words, `It goes on in #${target.id}.`)
    assert.notInclude(page.text, '/follow-up"')
    assert.include(await pick(open('rosa', target.id), 'words'), 'merged into this')
  })

  test('names the heading of its type', async ({ assert }) => {
    const technical = await RequestType.findByOrFail('key', 'technical')
    const type = await RequestType.findByOrFail('key', 'bug')
    await type.merge({ parentId: technical.id }).save()
    const ticket = await askSupport(cast.rosa)
    assert.include(await pick(open('rosa', ticket.id), 'words'), 'Type Bug part of Technical')
  })

  test('asks the database a constant, small number of times', async ({ assert }) => {
    const ticket = await supportAt('on_hold', cast)
    const count = async () =>
      countQueries(async (counted) => {
        forgetSettings()
        await showTicket(ticket.id, cast.ivan)
        return counted.queries
      })
    const link = async (title: string) => {
      const other = await askSupport(cast.rosa, { title })
      await linkTickets(ticket.id, { otherId: other.id, kind: 'related' }, as(cast.ivan))
    }
    await link('The first')
    const few = await count()
    for (let index = 0; index < 6; index++) {
      await addComment(ticket.id, { body: `No. ${index}` }, as(index % 2 ? cast.rosa : cast.igor))
      await link(`No. ${index}`)
    }
    assert.equal(await count(), few)
    assert.isAtMost(few, 15)
  })
})
