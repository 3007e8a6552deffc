import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { makeCast, type Cast } from '#tests/support/people'
import { adsForm, askingAs, bannerForm } from '#tests/support/forms'
import { shareDesk } from '#tests/support/shared_desk'

const JSON_WANTED = { accept: 'application/json' }

test.group('Drafts', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('are kept while typing and shown on return, to their writer alone', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const form = await adsForm([['Juan365 FB VID', 'abc']], { title: 'Half a thought' })
    const kept = await maria.post('/tickets/draft', form, JSON_WANTED)
    assert.equal(kept.status, 200)
    assert.isString(kept.json().keptAt)
    const page = await maria.get('/tickets/new')
    assert.include(page.text, 'Draft kept')
    assert.include(page.text, 'value="Half a thought"')
    assert.include(page.text, 'value="abc"')
    const rico = await askingAs(cast.rico)
    const other = await rico.get('/tickets/new')
    assert.notInclude(other.text, 'Half a thought')
  })

  test('there is one for each person, the newest', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    await maria.post('/tickets/draft', await bannerForm({ title: 'First' }), JSON_WANTED)
    await maria.post('/tickets/draft', await bannerForm({ title: 'Second' }), JSON_WANTED)
    const rows = await db.from('ticket_drafts')
    assert.lengthOf(rows, 1)
    assert.equal(rows[0].form.title, 'Second')
  })

  test('go when the ticket is sent, and a late save does not bring them back', async ({
    assert,
  }) => {
    const maria = await askingAs(cast.maria)
    const form = await bannerForm({ idempotencyKey: 'key-of-this-form' })
    await maria.post('/tickets/draft', form, JSON_WANTED)
    const sent = await maria.post('/tickets', form)
    assert.equal(sent.status, 303)
    assert.lengthOf(await db.from('ticket_drafts'), 0)
    const late = await maria.post('/tickets/draft', form, JSON_WANTED)
    assert.equal(late.status, 200)
    assert.isNull(late.json().keptAt)
    assert.lengthOf(await db.from('ticket_drafts'), 0)
  })

  test('stay when the form was refused', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    await maria.post('/tickets/draft', await bannerForm(), JSON_WANTED)
    await maria.post('/tickets', await bannerForm({ title: '' }))
    assert.lengthOf(await db.from('ticket_drafts'), 1)
  })

  test('are kept and discarded with buttons, without scripts', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const kept = await maria.post('/tickets/draft', await bannerForm())
    assert.equal(kept.status, 303)
    assert.equal(kept.location, '/tickets/new')
    const gone = await maria.post('/tickets/draft/discard')
    assert.equal(gone.status, 303)
    assert.lengthOf(await db.from('ticket_drafts'), 0)
  })

  test('with nonsense inside do no harm', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const kept = await maria.post(
      '/tickets/draft',
      {
        'title[]': ['a'],
        'items': 'x',
        'fileIds[]': ['-1', 'abc', '99999999999999'],
        'type': '../../etc',
      },
      JSON_WANTED
    )
    assert.equal(kept.status, 200)
    const page = await maria.get('/tickets/new')
    assert.equal(page.status, 200)
    const typed = await maria.get('/tickets/new?type=ads')
    assert.equal(typed.status, 200)
  })
})
