import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Product from '#models/product'
import RequestTemplate from '#models/request_template'
import RequestType from '#models/request_type'
import { getAs, postAs } from '#tests/support/answers'
import { look, queriesOf, statusOf, textOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { visit, type Fields, type Visitor } from '#tests/support/visitor'

const PATH = '/admin/request-templates'

test.group('Request templates', (group) => {
  let cast: Cast
  let olga: Visitor
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    olga = await visit(cast.admin)
  })

  test('an admin fills in a form, and people of any department start from it', async ({
    assert,
  }) => {
    assert.include(await look(cast.admin, PATH), 'No request templates yet')
    assert.include(await look(cast.admin, `${PATH}/new`), 'Website Banner')
    const form = await look(cast.admin, `${PATH}/new?type=website_banner`)
    assert.notInclude(form, 'translation missing')
    const product = await Product.findByOrFail('category', 'general')
    const filled = { ...BANNER, productId: product.id, quantity: 3, priority: 'high' }
    const saved = await olga.post(PATH, filled)
    assert.equal(saved.location, PATH)
    const { id } = await RequestTemplate.findByOrFail('name', 'Payday')
    assert.include(await look(cast.admin, PATH), 'Payday')
    assert.include(await look(cast.admin, `${PATH}/${id}/edit`), 'One clear line')

    const offered = await look(cast.maria, '/tickets/new?type=website_banner')
    assert.include(offered, `/tickets/new?template=${id}`)
    assert.notInclude(await look(cast.maria, '/tickets/new?type=bug'), 'Start from a template')
    const start = await look(cast.maria, `/tickets/new?template=${id}`)
    assert.include(start, 'The form is filled in from “Payday”.')
    assert.include(start, 'value="Banner for payday"')
    assert.include(start, 'One clear line')
    assert.match(start, new RegExp(`<option(?=[^>]*selected)[^>]*value="${product.id}"`))
    assert.match(start, /<option(?=[^>]*selected)[^>]*value="high"/)
    assert.notInclude(start, 'translation missing')

    await olga.post(`${PATH}/${id}`, { ...filled, isActive: '', name: 'Payday banner' })
    await olga.post(`${PATH}/${id}/delete`)
    assert.include(await textOf(olga.get(PATH)), '“Payday banner” is removed.')
    assert.equal(await statusOf(olga.post(`${PATH}/${id}/delete`)), 404)
    const deeds = await db
      .from('audit_events')
      .where('subject_type', 'request_template')
      .orderBy('id')
    assert.deepEqual(
      deeds.map(({ action }) => action),
      ['request_template_created', 'request_template_changed', 'request_template_removed']
    )
  })

  test('products that were retired meanwhile are left out, by name', async ({ assert }) => {
    const [one, two] = await Product.query().where('category', 'ads').orderBy('name').limit(2)
    const rows = { 'items[0][productId]': one.id, 'items[1][productId]': two.id }
    const quantities = { 'items[0][quantity]': 2, 'items[1][quantity]': 4 }
    await olga.post(PATH, { ...BANNER, type: 'ads', ...rows, ...quantities })
    const { id } = await RequestTemplate.findByOrFail('name', 'Payday')
    await one.merge({ isActive: false }).save()
    const page = await look(cast.maria, `/tickets/new?template=${id}`)
    assert.include(page, `${one.name} is no longer asked for here and was left out.`)
    assert.match(page, new RegExp(`<option(?=[^>]*selected)[^>]*value="${two.id}"`))
    await db.from('request_templates').update({ is_active: false })
    const gone = await look(cast.maria, `/tickets/new?template=${id}`)
    assert.include(gone, 'This template is no longer offered.')
    assert.notInclude(gone, 'Banner for payday')
  })

  test('what breaks a rule comes back as typed, and empty fields are left to others', async ({
    assert,
  }) => {
    const wrong: [Fields, string][] = [
      [{ ...BANNER, name: '' }, 'Fill this in.'],
      [{ ...BANNER, title: 'x'.repeat(201) }, 'At most 200 characters.'],
      [{ ...BANNER, quantity: 1001 }, 'a whole number from 1 to 1000'],
      [{ ...BANNER, productId: 999_999 }, 'Choose a product.'],
      [{ ...BANNER, priority: 'very' }, 'Choose one of the list.'],
      [{ name: 'Payday', type: 'website_banner' }, 'Fill in at least one field'],
      [{ ...BANNER, type: 'nothing' }, 'Choose which requests this template is for.'],
    ]
    for (const [fields, says] of wrong) {
      const answer = await olga.post(PATH, fields)
      assert.equal(answer.status, 422, says)
      assert.include(answer.text.toLowerCase(), says.toLowerCase())
      assert.notInclude(answer.text, 'translation missing')
    }
    const turned = await olga.post(PATH, { ...BANNER, type: 'ads', _rows: 'add' })
    assert.equal(turned.status, 200)
    assert.include(turned.text, 'value="Banner for payday"')
    assert.lengthOf(await RequestTemplate.all(), 0)
    await olga.post(PATH, BANNER)
    const taken = await olga.post(PATH, { ...BANNER, name: 'PAYDAY' })
    assert.include(taken.text, 'There is a template with this name already.')
  })

  test('nobody but admins keeps them; garbage is a page that says so', async ({ assert }) => {
    for (const by of [cast.ben, cast.maria]) {
      assert.equal(await statusOf(getAs(by, PATH)), 403)
      assert.equal(await statusOf(postAs(by, PATH, BANNER)), 403)
    }
    for (const id of ['999999', '0', 'x', '99999999999']) {
      assert.equal(await statusOf(olga.get(`${PATH}/${id}/edit`)), 404, id)
      assert.equal(await statusOf(olga.get(`/tickets/new?template=${id}`)), 404, id)
    }
    assert.equal(await statusOf(olga.get('/tickets/new?template[]=1')), 404)
  })

  test('the form asks as often with many templates as with one', async ({ assert }) => {
    const type = await RequestType.findByOrFail('key', 'website_banner')
    await olga.post(PATH, BANNER)
    const path = `/tickets/new?type=${type.key}`
    const one = queriesOf(await getAs(cast.maria, path))
    for (const name of ['b', 'c']) await olga.post(PATH, { ...BANNER, name })
    assert.equal(queriesOf(await getAs(cast.maria, path)), one)
  })
})

const BANNER = {
  type: 'website_banner',
  name: 'Payday',
  isActive: 1,
  title: 'Banner for payday',
  description: 'One clear line',
}
