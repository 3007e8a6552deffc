import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { showAudit } from '#services/audit/show_audit'
import { recordVerdict } from '#services/audit/record_verdict'
import clock from '#services/clock'
import { saveProduct } from '#services/master_data/save_product'
import { countQueries } from '#services/observing/query_counter'
import { timeWords } from '#services/words/time_words'
import { onACleanDesk, statusOf, textOf } from '#tests/support/accounts'
import { makeCast, PASSWORD, type Cast } from '#tests/support/people'
import { visit, Visitor } from '#tests/support/visitor'

const AUDIT = '/admin/audit'

test.group('The audit, for admins', (group) => {
  let cast: Cast
  let olga: Visitor
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
  })

  const page = (query = '') => textOf(olga.get(`${AUDIT}${query}`))

  const note = (label: string, at: string, more: object = {}) =>
    db.table('audit_events').insert({
      actor_id: cast.admin.id,
      action: 'product_changed',
      subject_type: 'product',
      subject_label: label,
      address: '10.1.2.3',
      created_at: at,
      ...more,
    })

  test('says who changed what, from what to what, where from, by days', async ({ assert }) => {
    const product = await db.from('products').where('name', 'Studios').firstOrFail()
    const form = { ...product, isActive: false, name: 'Studios <b>' }
    const actor = { by: cast.admin, channel: 'web' as const, address: '10.9.8.7' }
    await saveProduct(product.id, form, actor)
    await note('Long ago', '2026-03-05T12:00:00Z')
    await note('Past the desk', '2026-03-04T12:00:00Z', { changes: '[null, "<i>odd</i>"]' })
    const text = await page()
    assert.include(text, '&lt;i&gt;odd')
    assert.include(text, 'Product changed')
    assert.include(text, `href="/admin/products/${product.id}/edit">Studios &lt;b&gt;`)
    assert.match(text, /Name:\s*<del>Studios<\/del>.*<ins>Studios &lt;b&gt;<\/ins>/s)
    assert.match(text, /In use:\s*<del>yes<\/del>.*<ins>no<\/ins>/s)
    assert.include(text, '10.9.8.7')
    assert.include(text, `href="/admin/users/${cast.admin.id}">${cast.admin.fullName}`)
    assert.include(text, 'Thu 5 Mar 2026')
    assert.isBelow(text.indexOf('Studios &lt;b&gt;'), text.indexOf('Long ago'))
  })

  test('good and bad sign-ins, sign-outs and ended sessions stand in it', async ({ assert }) => {
    const maria = new Visitor()
    await maria.signIn(cast.maria, 'wrong one here')
    await maria.post('/login', { name: 'Secret typed too early', password: 'x' })
    await maria.signIn(cast.maria)
    await visit(cast.maria)
    await maria.post('/me/sessions/others')
    await maria.post('/logout')
    const rows = await db.from('audit_events').orderBy('id').select('action', 'subject_label')
    const ours = rows.map(({ action }) => action)
    assert.includeMembers(ours, ['sign_in_refused', 'signed_in', 'signed_out'])
    const text = await page('?kind=sign_ins')
    assert.include(text, 'Result:')
    assert.include(text, 'Wrong password')
    assert.include(text, 'Sec…')
    assert.notInclude(text, 'too early')
    assert.notInclude(text, PASSWORD)
    const { rows: secrets } = await db.rawQuery(
      `select 1 from audit_events where audit_events::text like '%wrong one%'`
    )
    assert.lengthOf(secrets, 0)
  })

  test('is narrowed by kind, by whom, about whom, by days and by the subject’s name', async ({
    assert,
  }) => {
    const about = { subject_type: 'user', subject_id: String(cast.maria.id) }
    await note('Alpha beta', '2026-03-05T23:30:00Z')
    await note('IT', '2026-03-06T10:00:00Z', { actor_id: cast.maria.id })
    await note('maria', '2026-03-07T10:00:00Z', { action: 'user_locked', ...about })
    const shown = async (query: string) => {
      const text = await page(query)
      return ['Alpha beta', 'IT', 'Account locked'].filter((label) =>
        new RegExp(`>\\s*${label}`).test(text.slice(text.indexOf('<table')))
      )
    }
    assert.deepEqual(await shown('?kind=master_data'), ['Alpha beta', 'IT'])
    assert.deepEqual(await shown('?kind=accounts'), ['Account locked'])
    assert.deepEqual(await shown(`?actor=${cast.maria.username.toUpperCase()}`), ['IT'])
    assert.deepEqual(await shown(`?subject=${cast.maria.email}`), ['Account locked'])
    assert.deepEqual(await shown('?q=HA+BE'), ['Alpha beta'])
    assert.deepEqual(await shown('?q=it'), ['IT'])
    assert.deepEqual(await shown('?q=%25'), [])
    await cast.admin.merge({ timeZone: 'Asia/Manila' }).save()
    assert.deepEqual(await shown('?from=2026-03-06&to=2026-03-06'), ['Alpha beta', 'IT'])
    await cast.admin.merge({ timeZone: 'UTC' }).save()
    assert.deepEqual(await shown('?from=2026-03-06&to=2026-03-06'), ['IT'])
  })

  test('refuses in words what means nothing, and keeps the form', async ({ assert }) => {
    const queries: Record<string, string> = {
      'actor=nobody': 'Nobody has the username or e-mail “nobody”.',
      'subject=%3Cb%3E': 'Nobody has the username or e-mail “&lt;b&gt;”.',
      'from=yesterday': 'Write a day as year-month-day',
      'to=2026-02-30': 'Write a day as year-month-day',
      'from=2026-03-02&to=2026-03-01': 'The last day is before the first one.',
      'before=999999999': 'There is no such place in the audit.',
    }
    for (const [query, sentence] of Object.entries(queries)) {
      const answer = await olga.get(`${AUDIT}?kind=roles&${query}`)
      assert.equal(answer.status, 422, query)
      assert.include(answer.text, sentence)
      assert.match(answer.text, /selected value="roles"/)
    }
    for (const query of ['kind=x', 'before=x', 'kind[]=roles', 'q[a]=b', 'after=-1', 'from[]=x']) {
      assert.equal(await statusOf(olga.get(`${AUDIT}?${query}`)), 422, query)
    }
  })

  test('goes on to older events and back, by position, at the same price', async ({ assert }) => {
    await db.rawQuery(
      `insert into audit_events (action, subject_type, subject_label, created_at)
       select 'product_changed', 'product', 'row ' || n, timestamptz '2026-03-01' - n / 3 * interval '1 minute'
       from generate_series(1, 120) n`
    )
    const labels = (text: string) => [...text.matchAll(/>\s*(row \d+)\s*</g)].map(([, one]) => one)
    const next = (text: string, word: string) =>
      text.match(new RegExp(`href="(/admin/audit[^"]*${word}=[^"]*)"`))![1].replaceAll('&amp;', '&')
    const first = await page('?kind=master_data')
    const second = await textOf(olga.get(next(first, 'before')))
    const third = await textOf(olga.get(next(second, 'before')))
    assert.lengthOf(new Set([first, second, third].flatMap(labels)), 120)
    assert.notMatch(third, /before=/)
    assert.deepEqual(labels(await textOf(olga.get(next(third, 'after')))), labels(second))
    const times = timeWords('UTC', i18nManager.locale('en'))
    const price = (filter: object) =>
      countQueries(async (counted) => {
        await showAudit(filter, {}, { times, i18n: i18nManager.locale('en') })
        return counted.queries
      })
    assert.isAtMost(await price({ kind: 'master_data', actor: cast.maria.username }), 5)
    assert.equal(await price({ kind: 'master_data' }), await price({}))
  })

  test('says how the chain stands', async ({ assert }) => {
    assert.include(await page(), 'Not verified yet')
    const whole = { sealed: 1, held: 1, unsealed: 0, head: null, findings: [] }
    await recordVerdict(whole)
    assert.match(await page(), /waits? for (its|their) seal\..*Verified .* by .*: whole/s)
    clock.moveTo(clock.now().plus({ minutes: 1 }))
    await recordVerdict({ ...whole, findings: [{ kind: 'changed', event: 3 }] })
    assert.match(await page(), /role="alert".*1 finding\./s)
  })

  test('is nobody else’s, neither to read nor to export', async ({ assert }) => {
    for (const person of [cast.ana, cast.maria]) {
      const other = await visit(person)
      assert.equal(await statusOf(other.get(AUDIT)), 403)
      assert.equal(await statusOf(other.post(`${AUDIT}/exports`)), 403)
    }
    assert.equal(await statusOf(new Visitor().get(AUDIT)), 302)
    assert.equal(await statusOf(olga.get(`${AUDIT}/exports`)), 404)
    const exported = await db.from('audit_events').where('action', 'audit_exported').first()
    assert.isNull(exported)
  })

  test('is exported as CSV: what the filters show, in my zone, safe to open, and audited', async ({
    assert,
  }) => {
    await cast.admin.merge({ timeZone: 'Asia/Manila' }).save()
    await note('=HYPERLINK("x")', '2026-03-05T23:30:00Z', {
      changes: JSON.stringify([{ field: 'name', before: 'a', after: '"b",\nc' }]),
    })
    await note('+1', '2026-03-04T00:00:00Z')
    await note('Elsewhere', '2026-03-04T00:00:00Z', { action: 'settings_changed' })
    const answer = await olga.post(`${AUDIT}/exports`, { kind: 'master_data', from: '2026-03-01' })
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-disposition')!, /attachment; filename="audit-.*\.csv"/)
    const lines = answer.text.split('\n')
    assert.include(lines[0], 'Time (Asia/Manila),Event,Person')
    assert.include(lines[1], '2026-03-06 07:30:00')
    assert.include(lines[1], `"'=HYPERLINK(""x"")"`)
    assert.include(answer.text, `"Name: a → ""b"",\nc"`)
    assert.include(answer.text, `'+1`)
    assert.notInclude(answer.text, 'Elsewhere')
    const audit = await db.from('audit_events').where('action', 'audit_exported').firstOrFail()
    assert.equal(audit.actor_id, cast.admin.id)
    const facts = audit.changes.map((change: any) => [change.field, change.after])
    assert.deepEqual(facts, [
      ['filter_kind', 'master_data'],
      ['filter_from', '2026-03-01'],
      ['rows', '2'],
    ])
    assert.include(await page('?kind=exports'), 'Audit exported')
    assert.equal(await statusOf(olga.post(`${AUDIT}/exports`, { actor: 'nobody' })), 422)
  })
})
