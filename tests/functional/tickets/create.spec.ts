import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import Ticket from '#models/ticket'
import { makeCast, type Cast } from '#tests/support/people'
import {
  adsForm,
  askingAs,
  bannerForm,
  countTickets,
  productId,
  ticketIdOf,
  withFiles,
} from '#tests/support/forms'
import { shareDesk } from '#tests/support/shared_desk'
import { Visitor } from '#tests/support/visitor'

const QUANTITY = 'Say how many: a whole number from 1 to 1000.'

test.group('New ticket', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('asks for the type first, then the form follows it', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const first = await maria.get('/tickets/new')
    assert.equal(first.status, 200)
    assert.include(first.text, 'Live Production')
    assert.notInclude(first.text, 'name="title"')

    const ads = await maria.get('/tickets/new?type=ads')
    assert.include(ads.text, 'items[0][productId]')
    assert.include(ads.text, 'Juan365 TIKTOK VID')
    assert.notInclude(ads.text, 'Juan365 Telegram Channel')
    assert.notInclude(ads.text, 'name="quantity"')

    const shoot = await maria.get('/tickets/new?type=photoshoot')
    assert.include(shoot.text, 'type="datetime-local"')
    assert.include(shoot.text, 'Image, given by the type')
    assert.include(shoot.text, 'the end you plan is the deadline')
  })

  test('shows who approves and by when, before anything is sent', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const page = await maria.get('/tickets/new?type=website_banner')
    assert.include(page.text, 'Ana Test')
    assert.include(page.text, 'Ben Test')
    assert.include(page.text, '3 days')

    const form = await bannerForm({ priority: 'urgent', criteria: 'video' })
    const turned = await maria.post(
      '/tickets',
      { ...form, _form: 'next' },
      { 'hx-request': 'true' }
    )
    assert.equal(turned.status, 200)
    assert.include(turned.text, '3 h')
    assert.notInclude(turned.text, '<html')
    assert.equal(await countTickets(), 0)
  })

  test('names the steps that are skipped', async ({ assert }) => {
    const ana = await askingAs(cast.ana)
    const page = await ana.get('/tickets/new?type=website_banner')
    assert.include(page.text, 'skipped, you manage this department')
    const kim = await askingAs(cast.kim)
    const creative = await kim.get('/tickets/new?type=website_banner')
    assert.include(creative.text, 'skipped, you work in Creative')
    const ben = await askingAs(cast.ben)
    const both = await ben.get('/tickets/new?type=website_banner')
    assert.equal(both.text.split('skipped, you manage this department').length, 3)
    await Department.query().where('name', 'Marketing').update({ requireSecondPerson: true })
    const second = await ana.get('/tickets/new?type=website_banner')
    assert.notInclude(second.text, 'skipped')
    assert.include(second.text, 'no manager is named, so an admin decides')
  })

  test('makes a ticket, its activity and the request to the approver', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const form = await adsForm(
      [
        ['Juan365 FB VID', 4],
        ['DIGI ADS FB STATIC', 6],
      ],
      { 'assigneeId': cast.kim.id, 'collaboratorIds[]': [cast.joy.id, cast.paolo.id] }
    )
    const answer = await maria.post('/tickets', form)
    assert.equal(answer.status, 303)
    const ticket = await Ticket.findOrFail(ticketIdOf(answer))
    assert.equal(ticket.status, 'requested')
    assert.equal(ticket.pieces, 10)
    assert.equal(ticket.priority, 'high')
    assert.equal(ticket.requesterId, cast.maria.id)
    assert.equal(ticket.assigneeId, cast.kim.id)
    assert.isNull(ticket.assignedAt)
    const items = await db.from('ticket_items').where('ticket_id', ticket.id).orderBy('position')
    assert.deepEqual(
      items.map(({ quantity, criteria }) => [quantity, criteria]),
      [
        [4, 'video'],
        [6, 'image'],
      ]
    )
    const helpers = await db.from('collaborators').where('ticket_id', ticket.id).orderBy('user_id')
    assert.deepEqual(
      helpers.map((row) => row.user_id),
      [cast.joy.id, cast.paolo.id]
    )
    const [activity] = await db.from('activities_in_full').where('ticket_id', ticket.id)
    assert.equal(activity.action, 'created')
    const told = await db.from('notifications').where('ticket_id', ticket.id)
    assert.deepEqual(
      told.map((row) => [row.user_id, row.kind]),
      [[cast.ana.id, 'new_request']]
    )
    const deliveries = await db.from('deliveries').where('user_id', cast.ana.id)
    assert.isAbove(deliveries.length, 0)
  })

  test('makes one ticket of a form that is sent twice', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const form = await bannerForm({ idempotencyKey: 'one-and-the-same' })
    const [first, second] = [await maria.post('/tickets', form), await maria.post('/tickets', form)]
    assert.equal(first.status, 303)
    assert.equal(second.location, first.location)
    assert.equal(await countTickets(), 1)
  })

  test('ignores what no form may say', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const answer = await maria.post(
      '/tickets',
      await bannerForm({
        requester_id: cast.rico.id,
        requesterId: cast.rico.id,
        status: 'approved',
        role: 'admin',
        deleted_at: '2020-01-01',
        deadline: '2020-01-01',
        deadlineAt: '2020-01-01',
      })
    )
    const ticket = await Ticket.findOrFail(ticketIdOf(answer))
    assert.equal(ticket.requesterId, cast.maria.id)
    assert.equal(ticket.status, 'requested')
    assert.isNull(ticket.deletedAt)
    assert.isNull(ticket.deadlineAt)
    await cast.maria.refresh()
    assert.equal(cast.maria.role, 'member')
  })

  test('sends people without a session to the sign-in', async ({ assert }) => {
    const stranger = new Visitor()
    const page = await stranger.get('/tickets/new')
    assert.equal(page.status, 302)
    assert.include(page.location!, '/login')
    const sent = await stranger.post('/tickets', await bannerForm())
    assert.equal(sent.status, 302)
    assert.equal(await countTickets(), 0)
  })

  test('keeps the form as typed when a field breaks a rule: {title}')
    .with([
      { title: 'no title', changes: { title: '' }, sentence: 'Give it a title.' },
      { title: 'blank title', changes: { title: '   ' }, sentence: 'Give it a title.' },
      {
        title: 'long title',
        changes: { title: 'a'.repeat(201) },
        sentence: 'At most 200 characters.',
      },
      {
        title: 'title as a list',
        changes: { 'title': undefined, 'title[]': ['a', 'b'] },
        sentence: 'Give it a title.',
      },
      {
        title: 'title as an object',
        changes: { 'title': undefined, 'title[a][b]': 'x' },
        sentence: 'Give it a title.',
      },
      {
        title: 'long description',
        changes: { description: 'b'.repeat(50_001) },
        sentence: 'At most 50,000 characters.',
      },
      { title: 'quantity 0', changes: { quantity: 0 }, sentence: QUANTITY },
      { title: 'quantity 1001', changes: { quantity: 1001 }, sentence: QUANTITY },
      { title: 'quantity abc', changes: { quantity: 'abc' }, sentence: QUANTITY },
      { title: 'quantity 1.5', changes: { quantity: '1.5' }, sentence: QUANTITY },
      { title: 'quantity 1e3', changes: { quantity: '1e3' }, sentence: QUANTITY },
      { title: 'negative quantity', changes: { quantity: -1 }, sentence: QUANTITY },
      { title: 'huge quantity', changes: { quantity: '9'.repeat(400) }, sentence: QUANTITY },
      {
        title: 'quantity as a list',
        changes: { 'quantity': undefined, 'quantity[]': [1, 2] },
        sentence: QUANTITY,
      },
      { title: 'no product', changes: { productId: '' }, sentence: 'Choose a product.' },
      { title: 'unknown product', changes: { productId: 999_999 }, sentence: 'Choose a product.' },
      {
        title: 'huge product id',
        changes: { productId: '99999999999999999999' },
        sentence: 'Choose a product.',
      },
      {
        title: 'no criteria',
        changes: { criteria: undefined },
        sentence: 'Say whether it is an image or a video.',
      },
      {
        title: 'other criteria',
        changes: { criteria: 'sound' },
        sentence: 'Say whether it is an image or a video.',
      },
      { title: 'unknown priority', changes: { priority: 'top' }, sentence: 'Choose a priority.' },
      {
        title: 'unknown type',
        changes: { type: 'nonsense' },
        sentence: 'Choose what you ask for.',
      },
      { title: 'no type', changes: { type: undefined }, sentence: 'Choose what you ask for.' },
      {
        title: 'assignee abc',
        changes: { assigneeId: 'abc' },
        sentence: 'Choose somebody from the list.',
      },
      {
        title: 'unknown assignee',
        changes: { assigneeId: 999_999 },
        sentence: 'Choose an active member',
      },
      {
        title: 'a title of two lines',
        changes: { title: 'Payday\r\nBcc: all' },
        sentence: 'Write this in one line',
      },
      {
        title: 'a title that turns what follows',
        changes: { title: 'Payday \u202e' },
        sentence: 'Write this in one line',
      },
      {
        title: 'collaborator abc',
        changes: { 'collaboratorIds[]': ['abc'] },
        sentence: 'Choose people from the list.',
      },
    ])
    .run(async ({ assert }, { changes, sentence }) => {
      const maria = await askingAs(cast.maria)
      const form = await bannerForm({ description: 'Mind the logo.', ...changes })
      const answer = await maria.post('/tickets', form)
      assert.equal(answer.status, 422)
      assert.include(answer.text, sentence)
      if ('type' in form && form.type === 'website_banner' && !('description' in changes)) {
        assert.include(answer.text, 'Mind the logo.')
      }
      assert.equal(await countTickets(), 0)
    })

  test('refuses rows: {title}')
    .with([
      {
        title: 'a product twice',
        rows: [
          ['Juan365 FB VID', 1],
          ['Juan365 FB VID', 2],
        ],
        sentence: 'Juan365 FB VID stands here twice.',
      },
      {
        title: 'more than 1000 pieces',
        rows: [
          ['Juan365 FB VID', 600],
          ['Juan365 TIKTOK VID', 401],
        ],
        sentence: 'these are 1001. Split it in two.',
      },
      {
        title: 'wrong category',
        rows: [['Juan365 Telegram Channel', 1]],
        sentence: 'Juan365 Telegram Channel does not belong to this request type.',
      },
      { title: 'row quantity 0', rows: [['Juan365 FB VID', 0]], sentence: QUANTITY },
      { title: 'row quantity 1001', rows: [['Juan365 FB VID', 1001]], sentence: QUANTITY },
      { title: 'row quantity abc', rows: [['Juan365 FB VID', 'abc']], sentence: QUANTITY },
      {
        title: 'row without a product',
        rows: [
          ['Juan365 FB VID', 3],
          [0, 5],
        ],
        sentence: 'Choose a product.',
      },
      { title: 'no rows', rows: [], sentence: 'Add at least one product.' },
    ] as { title: string; rows: [string | number, string | number][]; sentence: string }[])
    .run(async ({ assert }, { rows, sentence }) => {
      const maria = await askingAs(cast.maria)
      const answer = await maria.post('/tickets', await adsForm(rows, { title: 'Kept & safe' }))
      assert.equal(answer.status, 422)
      assert.include(answer.text, sentence)
      assert.include(answer.text, 'value="Kept &amp; safe"')
      for (const [index, [, quantity]] of rows.entries()) {
        assert.match(
          answer.text,
          new RegExp(`name="items\\[${index}\\]\\[quantity\\]"[^>]*value="${quantity}"`)
        )
      }
      assert.equal(await countTickets(), 0)
    })

  test('refuses a product that is no longer asked for', async ({ assert }) => {
    await db.from('products').where('name', 'Juan365').update({ is_active: false })
    const maria = await askingAs(cast.maria)
    const answer = await maria.post('/tickets', await bannerForm())
    assert.equal(answer.status, 422)
    assert.include(answer.text, 'Juan365 is no longer asked for.')
    assert.equal(await countTickets(), 0)
  })

  test('says everything that is wrong at once, with the types and the rules', async ({
    assert,
  }) => {
    const maria = await askingAs(cast.maria)
    const answer = await maria.post('/tickets', await bannerForm({ title: '', productId: '' }))
    assert.include(answer.text, '2 things to mend')
    assert.include(answer.text, 'Give it a title.')
    assert.include(answer.text, 'Choose a product.')
  })

  test('survives rows with huge numbers and lists where texts belong', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const product = await productId('Juan365 FB VID')
    const answer = await maria.post('/tickets', {
      'type': 'ads',
      'title': 'Sparse',
      'priority': 'low',
      'items[4000000000][productId]': product,
      'items[4000000000][quantity]': 3,
    })
    assert.equal(answer.status, 303)
    const listed = await maria.post('/tickets', {
      'type': 'ads',
      'title': 'Lists',
      'priority': 'low',
      'items[0][productId][]': [product, product],
      'items[0][quantity]': 3,
    })
    assert.equal(listed.status, 422)
    const sparse = withFiles(
      { 'type': 'ads', 'title': 'S', 'priority': 'low', 'items[4000000000][quantity]': 3 },
      []
    )
    const multipart = await maria.post('/tickets', sparse)
    assert.equal(multipart.status, 422)
  })

  test("reads times in the viewer's zone and refuses bad ones: {value}")
    .with([
      { value: '2026-13-01T10:00', ok: false },
      { value: '2026-02-30T10:00', ok: false },
      { value: '2026-11-28', ok: false },
      { value: 'tomorrow', ok: false },
      { value: '99999-01-01T00:00', ok: false },
      { value: '0001-01-01T00:00', ok: false },
      { value: '2026-11-28T09:00', ok: true },
    ])
    .run(async ({ assert }, { value, ok }) => {
      await cast.maria.merge({ timeZone: 'Asia/Manila' }).save()
      const maria = await askingAs(cast.maria)
      const form = await bannerForm({
        type: 'photoshoot',
        criteria: undefined,
        scheduledStart: value,
      })
      const answer = await maria.post('/tickets', form)
      if (!ok) {
        assert.equal(answer.status, 422)
        assert.include(answer.text, 'Give a date and time')
        return
      }
      const ticket = await Ticket.findOrFail(ticketIdOf(answer))
      assert.equal(ticket.scheduledStart!.toUTC().toISO(), '2026-11-28T01:00:00.000Z')
      assert.equal(ticket.criteria, 'image')
    })

  test('refuses an end before the start and an end alone', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const shoot = { type: 'videoshoot', criteria: undefined }
    const backwards = await maria.post(
      '/tickets',
      await bannerForm({
        ...shoot,
        scheduledStart: '2026-11-28T09:00',
        scheduledEnd: '2026-11-28T08:00',
      })
    )
    assert.include(backwards.text, 'It cannot end before it starts.')
    const alone = await maria.post(
      '/tickets',
      await bannerForm({ ...shoot, scheduledEnd: '2026-11-28T08:00' })
    )
    assert.include(alone.text, 'Say when it starts.')
    assert.equal(await countTickets(), 0)
  })

  test('refuses NUL bytes with a sentence, in plain and multipart forms', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const form = await bannerForm({ title: 'nul\0byte' })
    for (const body of [form, withFiles(form, [])]) {
      const answer = await maria.post('/tickets', body)
      assert.equal(answer.status, 400)
    }
    assert.equal(await countTickets(), 0)
  })

  test('turns its rows without scripts and keeps everything', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const form = await adsForm([['Juan365 FB VID', 4]], { title: 'Half done' })
    const added = await maria.post('/tickets', { ...form, _rows: 'add' })
    assert.equal(added.status, 200)
    assert.include(added.text, 'items[1][productId]')
    assert.include(added.text, 'value="Half done"')
    assert.include(added.text, '4 video')
    const four =
      /name="items\[0\]\[quantity\]"[^>]*value="4"|value="4"[^>]*name="items\[0\]\[quantity\]"/
    assert.match(added.text, four)
    const removed = await maria.post('/tickets', { ...form, _rows: 'remove:0' })
    assert.notMatch(removed.text, four)
    const other = await maria.post('/tickets', { ...form, type: 'photoshoot', _form: 'type' })
    assert.include(other.text, 'type="datetime-local"')
    assert.include(other.text, 'value="Half done"')
    assert.equal(await countTickets(), 0)
  })

  test('carries what another type asked for, unjudged, until the type comes back', async ({
    assert,
  }) => {
    const maria = await askingAs(cast.maria)
    const form = await adsForm([['Juan365 FB VID', 'abc']], { _form: 'type', quantity: '' })
    const other = await maria.post('/tickets', { ...form, type: 'photoshoot' })
    assert.include(other.text, 'type="hidden" name="items[0][quantity]" value="abc"')
    const sent = await maria.post('/tickets', {
      ...(await bannerForm({ type: 'photoshoot', scheduledStart: '' })),
      'items[0][quantity]': 'abc',
      'fileFormat': 'nonsense',
    })
    assert.equal(sent.status, 303)
  })

  test('escapes what was typed', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const answer = await maria.post(
      '/tickets',
      await bannerForm({ title: '', description: '</textarea><script>alert(1)</script>' })
    )
    assert.equal(answer.status, 422)
    assert.notInclude(answer.text, '<script>alert(1)')
  })
})

test.group('A copy of an earlier ticket', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('brings the brief, leaves retired products out and names them', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const form = await adsForm([
      ['Juan365 FB VID', 4],
      ['DIGI ADS FB STATIC', 6],
    ])
    const id = ticketIdOf(await maria.post('/tickets', form))
    await db.from('products').where('name', 'DIGI ADS FB STATIC').update({ is_active: false })
    const copy = await maria.get(`/tickets/new?from=${id}`)
    assert.equal(copy.status, 200)
    assert.include(copy.text, 'value="Payday push"')
    assert.include(copy.text, 'no longer asked for: DIGI ADS FB STATIC')
    assert.notInclude(copy.text, 'items[1][productId]"')
  })

  test('is for tickets that one may see', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const id = ticketIdOf(await maria.post('/tickets', await bannerForm()))
    const rico = await askingAs(cast.rico)
    for (const from of [id, 0, 'abc', '99999999999999', '1%27']) {
      const answer = await rico.get(`/tickets/new?from=${from}`)
      assert.equal(answer.status, 404)
    }
    const list = await rico.get('/tickets/new?from[]=1&type[]=ads')
    assert.equal(list.status, 404)
  })
})
