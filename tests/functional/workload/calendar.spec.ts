import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { plant, type Planted } from '#tests/support/counted'
import { look, open, queriesOf, statusOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { visit } from '#tests/support/visitor'

test.group('The calendar', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    for (const one of [cast.ben, cast.kim, cast.maria]) {
      await one.merge({ timeZone: 'Asia/Manila' }).save()
    }
  })

  /** A shoot of Maria’s, in Manila’s time of a day in May 2031. */
  async function shoot(title: string, [start, end]: [string, string?], row: Partial<Planted> = {}) {
    const asked = { by: cast.maria, type: 'photoshoot', status: 'approved', ...row }
    const [id] = await plant([asked])
    const at = (time?: string) => (time ? `2031-05-${time}+08:00` : null)
    await db
      .from('tickets')
      .where('id', id)
      .update({ title, scheduled_start: at(start), scheduled_end: at(end) })
    return id
  }

  const may = (person: User, more = '') => look(person, `/workload/calendar?date=2031-05-07${more}`)

  test('puts what is planned and due on its day in the viewer’s zone', async ({ assert }) => {
    await shoot('Night shoot', ['09T23:00', '10T02:00'], { to: cast.kim })
    await shoot('Rejected shoot', ['09T10:00'], { status: 'rejected' })
    await plant([
      { by: cast.maria, to: cast.joy, status: 'in_progress', deadlineAt: '2031-05-12T16:30:00Z' },
    ])
    const text = await may(cast.ben)
    assert.match(dayOf(text, 'Friday 9 May 2031'), /from 23:00[\s\S]*Night shoot[\s\S]*Kim Test/)
    assert.match(dayOf(text, 'Saturday 10 May 2031'), /until 02:00[\s\S]*Night shoot/)
    assert.match(dayOf(text, 'Tuesday 13 May 2031'), /00:30[\s\S]*Ticket of maria/)
    assert.notInclude(text, 'Rejected shoot')
    assert.notInclude(text, 'two things at once')
    assert.notInclude(await may(cast.ben, '&kind=deadlines'), 'Night shoot')
    assert.notInclude(await may(cast.ben, `&person=${cast.joy.id}`), 'Night shoot')
    assert.notInclude(await may(cast.rico), 'Night shoot')
  })

  test('warns of whoever is planned for two things at once, helpers too', async ({ assert }) => {
    const one = await shoot('Portraits', ['09T10:00', '09T12:00'], { to: cast.kim })
    const two = await shoot('Product table', ['09T11:30'], {
      to: cast.joy,
      helpers: [cast.kim],
    })
    await shoot('After them', ['09T12:30', '09T13:00'], { to: cast.kim })
    const text = await may(cast.ben)
    assert.include(text, 'Somebody is planned for two things at once')
    const notice = text.slice(text.indexOf('class="clashes"'))
    assert.match(
      notice.slice(0, 900),
      new RegExp(`Kim Test[\\s\\S]*11:30 to 12:00[\\s\\S]*#${one} [\\s\\S]*#${two} `)
    )
    assert.equal(text.match(/overlaps with other work/g)?.length, 2)
    assert.notInclude(await may(cast.rico), 'two things at once')
  })

  test('says how many more a day holds; the list behind holds the same', async ({ assert }) => {
    const due = { by: cast.maria, to: cast.kim, status: 'in_progress' }
    await plant(Array.from({ length: 5 }, () => ({ ...due, deadlineAt: '2031-05-12T04:00:00Z' })))
    await shoot('A shoot is no deadline', ['12T09:00', '12T11:00'], {
      to: cast.kim,
      deadlineAt: '2031-05-12T03:00:00Z',
    })
    const text = await may(cast.ben)
    assert.include(text, '3 more deadlines')
    assert.notInclude(await may(cast.rico), 'more deadlines')
    const [, href] = dayOf(text, 'Monday 12 May').match(/calendar-more"><a href="([^"]+)"/)!
    const ben = await visit(cast.ben)
    const list = await ben.get(href.replaceAll('&amp;', '&'))
    assert.lengthOf(list.text.match(/id="ticket-\d+"/g) ?? [], 5)
    assert.include(list.text, 'Due from 12 May 2031')
    const day = await look(cast.ben, '/workload/calendar?view=day&date=2031-05-12')
    assert.equal(day.match(/data-kind="deadline"/g)?.length, 5)
  })

  test('asks the same few questions for much and little; nonsense is refused', async ({
    assert,
  }) => {
    await shoot('One', ['09T10:00', '09T12:00'], { to: cast.kim })
    const path = '/workload/calendar?date=2031-05-07'
    const few = queriesOf(await open(cast.ben, path))
    for (let day = 11; day < 15; day += 1) {
      await shoot('More', [`${day}T10:00`, `${day}T12:00`], { to: cast.kim })
    }
    await shoot('Clash', ['11T11:00', '11T12:00'], { to: cast.kim })
    assert.equal(queriesOf(await open(cast.ben, path)), few)
    for (const nonsense of ['date=2031-02-30', 'view=year', 'person=-1', 'kind[]=x', 'date=']) {
      const answer = open(cast.ben, `/workload/calendar?${nonsense}`)
      assert.equal(await statusOf(answer), nonsense === 'date=' ? 200 : 422, nonsense)
    }
  })
})

/** What stands at a day. */
function dayOf(text: string, name: string): string {
  const at = text.indexOf(`calendar-long">${name}`)
  return at < 0 ? '' : text.slice(at, text.indexOf('class="calendar-day"', at))
}
