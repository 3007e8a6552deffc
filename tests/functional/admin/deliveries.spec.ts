import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import Delivery from '#models/delivery'
import clock from '#services/clock'
import { deliverDue } from '#services/deliveries/deliver_due'
import { listDeliveries } from '#services/deliveries/list_deliveries'
import { countQueries } from '#services/observing/query_counter'
import { forgetMails, say, wants } from '#tests/support/pacing'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

test.group('Deliveries, for admins', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  async function failed() {
    await ask(cast.maria, { title: 'Payday <i>push</i>' })
    await db.from('deliveries').update({ state: 'failed', attempts: 8, last_error: '451 later' })
    return Delivery.findByOrFail('userId', cast.ana.id)
  }

  test('failed ones stand first, with the reason, and can be sent again', async ({ assert }) => {
    const delivery = await failed()
    const olga = await visit(cast.admin)
    const page = await olga.get('/admin/deliveries')
    assert.equal(page.status, 200)
    assert.include(page.text, '451 later')
    assert.include(page.text, 'Payday &lt;i&gt;push&lt;/i&gt;')
    const answer = await olga.post('/admin/deliveries/retries', { delivery: delivery.id })
    assert.equal(answer.location, '/admin/deliveries')
    await delivery.refresh()
    assert.equal(delivery.state, 'waiting')
    assert.equal(delivery.attempts, 0)
    await deliverDue()
    await delivery.refresh()
    assert.equal(delivery.state, 'sent')
    const audit = await db.from('audit_events').where('action', 'deliveries_retried').firstOrFail()
    assert.equal(audit.actor_id, cast.admin.id)
  })

  test('all of them at once; what did not fail is left alone', async ({ assert }) => {
    await ticketAt('completed', cast)
    const rows = await Delivery.query().orderBy('id')
    const ids = rows.map((row) => row.id)
    await Delivery.query().whereIn('id', ids.slice(0, 3)).update({ state: 'failed' })
    await Delivery.query().where('id', ids[3]).update({ state: 'sent' })
    const olga = await visit(cast.admin)
    await olga.post('/admin/deliveries/retries')
    const after = await Delivery.query().orderBy('id').limit(4)
    const states = after.map((row) => row.state)
    assert.deepEqual(states, ['waiting', 'waiting', 'waiting', 'sent'])
  })

  test('a mail that was written to a file can be read, escaped, with its links', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria, {
      title: 'Payday',
      description: '<script>alert(1)</script> https://evil.test/x',
    })
    await deliverDue()
    const delivery = await Delivery.findByOrFail('userId', cast.ana.id)
    const olga = await visit(cast.admin)
    const page = await olga.get(`/admin/deliveries/${delivery.id}`)
    assert.equal(page.status, 200)
    assert.include(page.text, '&lt;script&gt;alert(1)&lt;/script&gt;')
    assert.match(page.text, new RegExp(`href="[^"]+/tickets/${ticket.id}"`))
    assert.notInclude(page.text, 'href="https://evil.test')
  })

  test('can be narrowed by state, person and ticket', async ({ assert }) => {
    const ticket = await ticketAt('pending_creative', cast, { title: 'First banner' })
    await ask(cast.maria, { title: 'Second banner' })
    const olga = await visit(cast.admin)
    const byPerson = await olga.get('/admin/deliveries?q=ben')
    assert.include(byPerson.text, 'ben@desk.test')
    assert.notInclude(byPerson.text, 'ana@desk.test')
    const byTicket = await olga.get(`/admin/deliveries?q=%23${ticket.id}`)
    assert.notInclude(byTicket.text, 'Second banner')
    const none = await olga.get('/admin/deliveries?state=sent')
    assert.include(none.text, 'Nothing of this kind')
  })

  test('says what is held back, why, until when, and what left with others', async ({ assert }) => {
    const { id } = await ticketAt('in_progress', cast)
    await forgetMails()
    await wants(cast.maria, { digestAt: clock.now().plus({ hours: 3 }).toFormat('HH:mm') })
    await say(cast.ben, id, 'One')
    await say(cast.ben, id, 'Two')
    await deliverDue()
    const olga = await visit(cast.admin)
    const waiting = await olga.get('/admin/deliveries?state=waiting')
    assert.include(waiting.text, 'for the daily digest')
    assert.match(waiting.text, /Leaves (today|tomorrow|\w{3} \d)/)
    const sent = await olga.get('/admin/deliveries?state=sent&q=kim')
    assert.include(sent.text, 'Sent with others')
    const joined = await Delivery.query().where('state', 'joined').firstOrFail()
    const page = await olga.get(`/admin/deliveries/${joined.id}`)
    assert.include(page.text, `/admin/deliveries/${joined.joinedInto}"`)
    assert.include(page.text, '2 updates on')
  })

  test('can be narrowed to a way; what the group is told has no reader', async ({ assert }) => {
    await failed()
    const summary = {
      kind: 'approved',
      state: 'failed',
      last_error: '403 kicked',
      next_try_at: new Date(),
      created_at: new Date(),
    }
    await db.table('deliveries').insert({ ...summary, event_key: 'g:1', channel: 'telegram_group' })
    const olga = await visit(cast.admin)
    const all = await olga.get('/admin/deliveries')
    assert.include(all.text, 'The group')
    const mails = await olga.get('/admin/deliveries?channel=email')
    assert.notInclude(mails.text, '403 kicked')
    const toGroup = await olga.get('/admin/deliveries?channel=telegram_group')
    assert.notInclude(toGroup.text, '451 later')
    const row = await Delivery.findByOrFail('channel', 'telegram_group')
    const page = await olga.get(`/admin/deliveries/${row.id}`)
    assert.equal(page.status, 200)
    await olga.post('/admin/deliveries/retries', { channel: 'telegram_group' })
    const left = await Delivery.query().where('state', 'failed')
    assert.isTrue(left.every(({ channel }) => channel === 'email'))
    assert.isNotEmpty(left)
  })

  test('nobody else sees it', async ({ assert }) => {
    const delivery = await failed()
    for (const person of [cast.ana, cast.maria]) {
      const visitor = await visit(person)
      const answers = [
        await visitor.get('/admin/deliveries'),
        await visitor.get(`/admin/deliveries/${delivery.id}`),
        await visitor.post('/admin/deliveries/retries'),
      ]
      assert.deepEqual(
        answers.map((answer) => answer.status),
        [403, 403, 403]
      )
    }
    await delivery.refresh()
    assert.equal(delivery.state, 'failed')
  })

  test('answers bad input in words', async ({ assert }) => {
    const olga = await visit(cast.admin)
    for (const path of [
      '?state=x',
      '?channel=fax',
      '?before=abc',
      '?before=-1',
      '/0',
      '/99999999999999999999',
    ]) {
      const answer = await olga.get(`/admin/deliveries${path}`)
      assert.isTrue(answer.status >= 400 && answer.status < 500, `${path}: ${answer.status}`)
    }
    const answer = await olga.post('/admin/deliveries/retries', { delivery: 'all' })
    assert.equal(answer.status, 422)
  })

  test('asks the database equally often for few and for many', async ({ assert }) => {
    const count = () =>
      countQueries(async (counted) => {
        await listDeliveries({}, i18nManager.locale('en'))
        return counted.queries
      })
    await ticketAt('confirmed', cast)
    const few = await count()
    assert.isAbove(few, 0)
    await ticketAt('confirmed', cast)
    assert.equal(await count(), few)
  })
})
