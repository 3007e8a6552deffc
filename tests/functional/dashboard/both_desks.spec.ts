import { test } from '@japa/runner'
import type User from '#models/user'
import clock from '#services/clock'
import { countTickets } from '#services/dashboard/count_tickets'
import { countWeek } from '#services/dashboard/count_week'
import { describeFigures } from '#services/dashboard/describe_figures'
import { forget } from '#services/dashboard/remember'
import type { ReportTable } from '#services/reports/report_table'
import { trendTables } from '#services/reports/trends/trend_tables'
import { countList } from '#services/tickets/list/count_list'
import { readListQuestion } from '#services/tickets/list/list_question'
import { wordsOf } from '#services/words/words_of'
import { contextOf, differing } from '#tests/support/counted_lists'
import { look, open, queriesOf } from '#tests/support/look'
import { makePerson } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
  type SupportStage,
} from '#tests/support/support_desk'
import { ask, move } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const STAGES: SupportStage[] = [
  'open',
  'open',
  'taken',
  'in_progress',
  'pending_user',
  'on_hold',
  'resolved',
  'closed',
]

/** How many tickets a person finds at the address of a list. */
async function countBehind(href: string, viewer: User): Promise<number> {
  const { searchParams } = new URL(href.replaceAll('&amp;', '&'), 'http://desk')
  const question = await readListQuestion(Object.fromEntries(searchParams), viewer)
  return countList({ question, viewer, zone: 'utc' })
}

test.group('The dashboard of both desks', (group) => {
  let cast: SupportCast
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    return cast
  })

  test('every figure leads to a list that holds exactly as many, for whoever looks', async ({
    assert,
  }) => {
    for (const stage of STAGES) await supportAt(stage, cast)
    await askSupport(cast.carl, { type: 'billing', priority: 'urgent' })
    const banner = await ask(cast.rosa)
    await move(cast.max, banner, 'approve')
    await ask(cast.rosa)
    clock.moveTo(clock.now().plus({ hours: 20 }))
    const people = [
      [cast.olga, 15],
      [cast.rosa, 15],
      [cast.max, 15],
      [cast.ida, 7],
      [cast.carl, 7],
    ] as const
    for (const [person, length] of people) {
      const text = await look(person, '/')
      const links = [
        ...text.matchAll(/<li[^>]*><a href="(\/tickets\?tab=all[^"]*)"><b>(\d+)<\/b>/g),
      ]
      assert.lengthOf(links, length, person.username)
      for (const [, href, value] of links) {
        assert.equal(await countBehind(href, person), Number(value), `${person.username} ${href}`)
      }
    }
    const text = await look(cast.olga, '/')
    assert.match(text, />Creative<[\s\S]*>All 11 tickets<[\s\S]*>Support</)
    assert.match(text, /<b>4<\/b><span[^>]*><svg[^>]*>.{0,80}<\/svg>New</, 'new')
    assert.notInclude(await look(cast.ida, '/'), 'Department approval')
  })

  test('late is what passed its deadline or waits for a first answer; a clock that stands is not', async ({
    assert,
  }) => {
    await supportAt('pending_user', cast)
    await supportAt('open', cast)
    clock.moveTo(clock.now().plus({ hours: 9 }))
    const overdue = (text: string) =>
      /<b>(\d+)<\/b><span[^>]*>(?:<svg.*?<\/svg>)?Overdue/.exec(text)?.[1]
    assert.equal(overdue(await look(cast.ida, '/')), '1', 'no first answer after eight hours')
    forget()
    clock.moveTo(clock.now().plus({ hours: 30 }))
    assert.equal(overdue(await look(cast.ida, '/')), '1', 'the other one is paused')
  })

  test('what was resolved or closed counts as completed, as in the trends and in their lists', async ({
    assert,
  }) => {
    await supportAt('resolved', cast)
    await supportAt('closed', cast)
    await supportAt('open', cast)
    const withdrawn = await supportAt('open', cast)
    await move(cast.rosa, withdrawn, 'withdraw')
    const text = await look(cast.ivan, '/')
    const week = text.slice(text.indexOf('>Created and completed'))
    assert.match(week, /"values":\[0,0,0,0,0,0,4\].*?"values":\[0,0,0,0,0,0,3\]/)
    const { zone, i18n } = wordsOf(cast.ivan)
    const days = await countWeek(cast.ivan, zone)
    const counts = await countTickets(cast.ivan)
    const [, table] = describeFigures(counts, days, cast.ivan, i18n).tables
    assert.deepEqual(await differing(cast.ivan, table), [])
    const today = clock.now().setZone(zone)
    const [from, to] = [today.minus({ days: 6 }), today].map((day) => day.toISODate()!)
    const [flow] = await trendTables(await contextOf(cast.ivan, { from, to }))
    const figures = ({ rows }: ReportTable) =>
      rows.map(({ cells }) => cells.map(({ value }) => value))
    assert.deepEqual(figures(flow), figures(table))
  })

  test('work and requests of both desks carry the next move, each in its own word', async ({
    assert,
  }) => {
    const taken = await supportAt('taken', cast, { title: 'Taken' })
    const busy = await supportAt('in_progress', cast, { title: 'Busy' })
    const asked = await supportAt('pending_user', cast, { title: 'Asked' })
    const done = await supportAt('resolved', cast, { title: 'Done' })
    await supportAt('closed', cast, { title: 'Over' })
    const ida = await look(cast.ida, '/')
    assert.include(ida, `Start #${taken.id}: Taken`)
    assert.include(ida, `href="/tickets/${busy.id}?ask=resolve"`)
    assert.include(ida, 'clock stopped')
    assert.notInclude(ida, `#${asked.id}: Asked`, 'waits for the requester')
    const rosa = await visit(cast.rosa)
    const { text } = await rosa.get('/')
    assert.include(text, '2 requests of yours wait for your word')
    assert.include(text, `Answer #${asked.id}: Asked`)
    assert.include(text, `Close #${done.id}: Done`)
    assert.notInclude(text, '>Over<')
    const closed = await rosa.post(
      `/dashboard/moves/${done.id}`,
      { name: 'close' },
      { 'hx-request': 'true' }
    )
    assert.equal(closed.status, 200)
    assert.include(closed.text, `#${done.id} closed.`)
    await done.refresh()
    assert.equal(done.status, 'closed')
  })

  test('managers of a support department see its workload, and the list behind each figure', async ({
    assert,
  }) => {
    await supportAt('in_progress', cast)
    await supportAt('on_hold', cast)
    await supportAt('resolved', cast)
    const ivan = await visit(cast.ivan)
    const { text } = await ivan.get('/')
    const work = text.slice(text.indexOf('>Workload<'))
    const row =
      /<a href="([^"]+)">(?:(?!<\/a>)[\s\S])*Ida Test(?:(?!<\/a>)[\s\S])*<b>(\d+)<\/b>/.exec(work)!
    assert.equal(row[2], '2')
    const list = await ivan.get(row[1].replaceAll('&amp;', '&'))
    assert.lengthOf([...list.text.matchAll(/<tr id="ticket-/g)], 2)
    assert.notInclude(work, 'Carl Test')
    const kim = await makePerson({ username: 'kim', department: 'Creative' })
    const admin = await look(cast.olga, '/')
    assert.include(admin.slice(admin.indexOf('>Workload<')), kim.fullName)
  })

  test('asks no more often for more tickets', async ({ assert }) => {
    const count = async () => {
      forget()
      return queriesOf(await open(cast.ivan, '/'))
    }
    await supportAt('in_progress', cast)
    const few = await count()
    for (let index = 0; index < 3; index += 1) await supportAt('taken', cast)
    assert.equal(await count(), few)
  })
})
