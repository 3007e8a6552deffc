import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import env from '#start/env'
import clock from '#services/clock'
import { deliverDue } from '#services/deliveries/deliver_due'
import { planReports } from '#services/subscriptions/plan_reports'
import { subscribe, type Wish } from '#services/subscriptions/subscribe'
import type User from '#models/user'
import { plant } from '#tests/support/counted'
import { MailServer } from '#tests/support/mail_server'
import { makeCast, type Cast } from '#tests/support/people'

/** The house. */
const ZONE = 'Asia/Manila'
const at = (text: string) => DateTime.fromISO(text, { zone: ZONE })

test.group('Reports by mail', (group) => {
  let cast: Cast
  let server: MailServer
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const zone = env.get('TIME_ZONE')
    env.set('TIME_ZONE', ZONE)
    // Sunday.
    clock.moveTo(at('2026-11-15T10:00'))
    server = new MailServer()
    env.set('SMTP_URL', await server.start())
    cast = await makeCast()
    return async () => {
      clock.goOn()
      env.set('TIME_ZONE', zone)
      env.set('SMTP_URL', '')
      await server.stop()
    }
  })

  const begin = (wish: Wish, by: User) => subscribe(wish, { by, channel: 'web', address: '' })
  const rows = () => db.from('deliveries').where('event_key', 'like', 'report:%').orderBy('id')
  const mailOf = (person: User) => server.mailsTo(person.email).at(-1)!

  test('a view comes at its time, once, with the days before and the filters', async ({
    assert,
  }) => {
    const creative = cast.kim.departmentId
    await plant([
      {
        by: cast.maria,
        to: cast.kim,
        status: 'completed',
        quantity: 7,
        createdAt: '2026-11-10T02:00:00Z',
        endedAt: '2026-11-11T02:00:00Z',
      },
      { by: cast.maria, createdAt: '2026-11-15T15:59:00Z' },
      { by: cast.maria, createdAt: '2026-11-15T16:01:00Z' },
      { by: cast.rico, createdAt: '2026-11-03T02:00:00Z' },
    ])
    await begin(
      { kind: 'view', tab: 'summary', cadence: 'weekly', filters: { handling: creative } },
      cast.ben
    )
    assert.equal(await planReports(), 0)
    clock.moveTo(at('2026-11-16T07:59'))
    assert.equal(await planReports(), 0)
    clock.moveTo(at('2026-11-16T08:00'))
    assert.equal(await planReports(), 1)
    assert.equal(await planReports(), 0)
    await deliverDue()
    const mail = mailOf(cast.ben)
    assert.equal(mail.subject, 'Analytics: Summary (handled by Creative): 9 to 15 November 2026')
    assert.include(
      mail.text!,
      '9 to 15 November 2026 (Asia/Manila). Tickets of your departments. Only'
    )
    assert.match(mail.text!, /^Tickets: 2 \(1 more\)$/m)
    assert.match(mail.text!, /^Output: 7/m)
    assert.match(
      mail.headers.find(({ key }) => key === 'list-unsubscribe-post')!.value,
      /One-Click/
    )
    const [row] = await rows()
    assert.equal(row.state, 'sent')
  })
})
