import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { endAddress } from '#services/subscriptions/end_address'
import { MOST_SUBSCRIPTIONS } from '#services/subscriptions/subscribe'
import { plant } from '#tests/support/counted'
import { queriesOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { begin } from '#tests/support/report_mails'
import { shareDesk } from '#tests/support/shared_desk'
import { Visitor, visit } from '#tests/support/visitor'

test.group('Subscribing to reports', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const rowsOf = (id: number) => db.from('report_subscriptions').where('user_id', id).orderBy('id')

  test('a view with its filters is begun on its page, once, and stands in the list', async ({
    assert,
  }) => {
    const ana = await visit(cast.ana)
    const handling = cast.kim.departmentId
    const page = await ana.get(`/analytics/team?handling=${handling}&dialog=subscribe`)
    assert.match(page.text, /<dialog[^>]* open [^>]*id="subscribe"/)
    assert.include(page.text, `name="handling" value="${handling}"`)
    const back = `/analytics/team?handling=${handling}`
    const form = { kind: 'view', tab: 'team', cadence: 'monthly', handling, back }
    const answer = await ana.post('/me/subscriptions', form)
    assert.equal(answer.location, back)
    await ana.post('/me/subscriptions', form)
    const [row, ...more] = await rowsOf(cast.ana.id)
    assert.isEmpty(more)
    assert.containsSubset(row, { tab: 'team', cadence: 'monthly', filters: { handling } })
    assert.containsSubset(row, { scope: 'departments', departments: [cast.ana.departmentId] })
    const audited = await db.from('audit_events').where('action', 'report_subscribed')
    assert.lengthOf(audited, 1)
    const list = await ana.get('/me/subscriptions')
    assert.include(list.text, 'Analytics: Team (handled by Creative)')
    await begin({ kind: 'daily_report' }, cast.ana)
    const longer = await ana.get('/me/subscriptions')
    assert.equal(queriesOf(longer), queriesOf(list))
    await ana.post(`/me/subscriptions/${row.id}/end`)
    const [ended] = await rowsOf(cast.ana.id)
    assert.equal(ended.ended_by, 'person')
    assert.lengthOf(await db.from('audit_events').where('action', 'report_unsubscribed'), 1)
  })

  test('what makes no sense, is not his or is too much is refused in words', async ({ assert }) => {
    const maria = await visit(cast.maria)
    const posted = async (form: Record<string, string>) => {
      const { status } = await maria.post('/me/subscriptions', form)
      return status
    }
    assert.equal(await posted({ kind: 'everything' }), 422)
    assert.equal(await posted({ kind: 'view', tab: 'secrets' }), 422)
    assert.equal(await posted({ kind: 'view', cadence: 'hourly' }), 422)
    assert.equal(await posted({ kind: 'view', department: '99999999999' }), 422)
    assert.equal(await posted({ kind: 'view', back: '//evil.example' }), 422)
    assert.equal(await posted({ kind: 'team_digest' }), 403)
    assert.isEmpty(await rowsOf(cast.maria.id))
    await begin({ kind: 'daily_report' }, cast.ana)
    const [foreign] = await rowsOf(cast.ana.id)
    const ended = await maria.post(`/me/subscriptions/${foreign.id}/end`)
    assert.equal(ended.status, 404)
    for (let type = 1; type <= MOST_SUBSCRIPTIONS; type += 1) {
      await begin({ kind: 'view', filters: { type } }, cast.maria)
    }
    assert.equal(await posted({ kind: 'daily_report' }), 409)
  })

  test('its title names only people whom the filter offers', async ({ assert }) => {
    await plant([{ by: cast.maria, to: cast.kim, status: 'completed' }])
    for (const { id } of [cast.kim, cast.rico]) {
      await begin({ kind: 'view', filters: { person: id } }, cast.maria)
    }
    const visitor = await visit(cast.maria)
    const { text } = await visitor.get('/me/subscriptions')
    assert.include(text, cast.kim.fullName)
    assert.include(text, `(${cast.rico.id})`)
    assert.notInclude(text, cast.rico.fullName)
  })

  test('the link of a mail ends it without signing in, when pressed and not when opened', async ({
    assert,
  }) => {
    await begin({ kind: 'daily_report' }, cast.maria)
    await begin({ kind: 'view' }, cast.maria)
    const [daily, view] = await rowsOf(cast.maria.id)
    const path = endAddress(daily.id).slice(appUrl.length)
    const anybody = new Visitor()
    const page = await anybody.get(path)
    assert.equal(page.status, 200)
    assert.include(page.text, 'End this report?')
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer')
    const [untouched] = await rowsOf(cast.maria.id)
    assert.isNull(untouched.ended_at)
    const pressed = await anybody.post(path)
    assert.deepEqual([pressed.status, pressed.location], [303, path])
    const [ended] = await rowsOf(cast.maria.id)
    assert.equal(ended.ended_by, 'link')
    const after = await anybody.get(path)
    assert.include(after.text, 'This report has ended')
    // What a mail program presses for its reader: no cookie, no token, no origin (RFC 8058).
    const oneClick = await new Visitor().raw('POST', endAddress(view.id).slice(appUrl.length), {
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    assert.deepEqual([oneClick.status, oneClick.location], [204, null])
    const [, other] = await rowsOf(cast.maria.id)
    assert.equal(other.ended_by, 'link')
  })

  test('a token that the desk never wrote leads nowhere', async ({ assert }) => {
    await begin({ kind: 'daily_report' }, cast.maria)
    const [{ id }] = await rowsOf(cast.maria.id)
    const mark = endAddress(id).split('-').slice(1).join('-')
    const tokens = [
      `${id + 1}-${mark}`,
      `${id}-${'A'.repeat(43)}`,
      `${id}`,
      'x',
      '%00',
      `0${id}-${mark}`,
    ]
    for (const token of tokens) {
      const answer = await new Visitor().raw('POST', `/subscriptions/${token}`)
      assert.oneOf(answer.status, [400, 404, 422], token)
    }
    const [row] = await rowsOf(cast.maria.id)
    assert.isNull(row.ended_at)
  })

  test('a report is copied for a chat as its page shows it', async ({ assert }) => {
    await plant([
      { by: cast.maria, to: cast.kim, status: 'completed', quantity: 5, criteria: 'video' },
    ])
    const ben = await visit(cast.ben)
    const page = await ben.get('/analytics/team?dialog=chat&workflow=creative')
    assert.match(page.text, /<dialog[^>]* open [^>]*id="chat-text"/)
    const text = /<textarea[^>]*id="chat-field"[^>]*>([^<]*)/.exec(page.text)![1]
    assert.match(text, /^\s*Analytics: Team\n.*Tickets of your departments\. Only Creative/)
    assert.match(text, /^Kim Test: Assigned 1, /m)
    assert.include(text, `${appUrl}/analytics/team?workflow=creative`)
    assert.isBelow(text.length, 4096)
    const wrong = await ben.get('/analytics/team?range=custom&from=2026-02-01&to=2026-01-01')
    assert.equal(wrong.status, 422)
    assert.notInclude(wrong.text, 'chat-field')
  })
})
