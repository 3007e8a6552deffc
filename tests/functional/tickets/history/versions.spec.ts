import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import i18nManager from '@adonisjs/i18n/services/main'
import type Ticket from '#models/ticket'
import { countQueries } from '#services/observing/query_counter'
import { saveProduct } from '#services/master_data/save_product'
import { showVersion } from '#services/tickets/history/show_version'
import { timeWords } from '#services/words/time_words'
import { getAs, pick } from '#tests/support/answers'
import { productId } from '#tests/support/forms'
import { edit, wordsOf } from '#tests/support/pasts'
import { makeCast, type Cast } from '#tests/support/people'
import { ask, move } from '#tests/support/tickets'

const LONG = 'A paragraph that stays as it is, word by word. '.repeat(40)

test.group('Versions of a brief', (group) => {
  let cast: Cast
  let ticket: Ticket
  let ads: Ticket
  let path: string
  let rollback: () => Promise<void>
  group.setup(async () => {
    rollback = await testUtils.db().wrapInGlobalTransaction()
    cast = await makeCast()
    ticket = await ask(cast.maria, { description: `${LONG}\n\nOne clear line.` })
    await move(cast.ana, ticket, 'approve', {})
    await edit(cast.maria, ticket, { title: 'A poster', quantity: 4 })
    await edit(cast.ana, ticket, { description: `${LONG}\n\nOne <i>bold</i> line.` })
    path = `/tickets/${ticket.id}/history/versions`
    const [fb, tiktok, digi, still] = await Promise.all([
      productId('Juan365 FB VID'),
      productId('Juan365 TIKTOK VID'),
      productId('DIGI ADS FB VID'),
      productId('DIGI ADS FB STATIC'),
    ])
    ads = await ask(cast.maria, {
      type: 'ads',
      items: [
        { productId: fb, quantity: 2 },
        { productId: tiktok, quantity: 1 },
        { productId: still, quantity: 9 },
      ],
    })
    await edit(cast.maria, ads, {
      items: [
        { productId: fb, quantity: 5 },
        { productId: digi, quantity: 3 },
        { productId: still, quantity: 9 },
      ],
    })
    return () => rollback()
  })

  test('show the brief as it was, who made it and what was decided on it', async ({ assert }) => {
    const { text } = await getAs(cast.ben, `${path}/1`)
    const words = wordsOf(text)
    assert.match(words, /The brief as of version 1.*Made by Maria Test/)
    assert.match(words, /it stands at version 3 now/)
    assert.match(words, /A banner for payday .* One clear line\./)
    assert.match(words, /Quantity 1 /)
    assert.match(words, /Department step approved by Ana Test version 1.*no longer counts/)
    assert.match(words, /Requesting department Marketing/)
    assert.include(await pick(getAs(cast.ben, `${path}/3`), 'text'), 'as it stands now')
  })

  test('differ word by word, field by field, and leave out what stayed', async ({ assert }) => {
    const { text } = await getAs(cast.maria, `${path}/3?against=1`)
    const words = wordsOf(text)
    assert.match(words, /From version 1 to version 3 Version 3 by Ana Test/)
    assert.include(text, '<del>A banner for payday</del><ins>A poster</ins>')
    assert.include(text, '<ins>&lt;i&gt;bold&lt;/i&gt; </ins>')
    assert.match(words, /Quantity before: 1 → after: 4/)
    assert.match(words, /\d{3} words as before/)
    assert.match(words, /As before: Request type, Product, Criteria\./)
    const whole = await getAs(cast.maria, `${path}/3?against=1&whole=1`)
    assert.notInclude(wordsOf(whole.text), 'words as before')
    const turned = await getAs(cast.maria, `${path}/1?against=3`)
    assert.include(wordsOf(turned.text), 'From version 1 to version 3')
  })

  test('differ by rows of items', async ({ assert }) => {
    const { text } = await getAs(cast.maria, `/tickets/${ads.id}/history/versions/2?against=1`)
    const table = wordsOf(text.split('id="difference-items"')[1].split('</table>')[0])
    assert.match(table, /Juan365 FB VID Changed 2 Video 5 Video/)
    assert.match(table, /DIGI ADS FB STATIC As before 9 Image 9 Image/)
    assert.match(table, /DIGI ADS FB VID Added – 3 Video/)
    assert.match(table, /Juan365 TIKTOK VID Removed 1 Video –/)
  })

  test('name things as they were called then, and say what is gone', async ({ assert }) => {
    const id = await productId('Juan365 FB VID')
    const form = { name: 'Juan365 Reels', category: 'ads', criteria: 'video' as const }
    await saveProduct(id, { ...form, isActive: true }, { by: cast.admin, channel: 'web' })
    const { text } = await getAs(cast.maria, `/tickets/${ads.id}/history/versions/1`)
    assert.include(wordsOf(text), 'Juan365 FB VID (now called Juan365 Reels)')
  })

  test('are chosen in a form, and refused in words where there is none', async ({ assert }) => {
    const { location } = await getAs(cast.maria, `${path}?version=3&against=2`)
    assert.equal(location, `${path}/3?against=2`)
    const same = await getAs(cast.maria, `${path}/2?against=2`)
    assert.include(wordsOf(same.text), 'one and the same version')
    const answers: [string, number][] = [
      [`${path}/4`, 404],
      [`${path}/0`, 404],
      [`${path}/x`, 404],
      [`${path}/9999999999`, 404],
      [`${path}/1?against=4`, 404],
      [`${path}/1?against=x`, 422],
      [`${path}/1?whole=2`, 422],
      [`${path}?version=x`, 422],
      [path, 422],
    ]
    for (const [address, status] of answers) {
      assert.equal(await pick(getAs(cast.maria, address), 'status'), status, address)
    }
  })

  test('cost as many queries with items and people as without', async ({ assert }) => {
    const i18n = i18nManager.locale('en')
    const words = { i18n, times: timeWords('UTC', i18n) }
    const count = (one: Ticket) =>
      countQueries(async (counted) => {
        await showVersion(one.id, cast.ben, { version: 2, against: 1, whole: false }, words)
        return counted.queries
      })
    assert.equal(await count(ads), await count(ticket))
    assert.isAtMost(await count(ads), 8)
  })
})
