import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import Product from '#models/product'
import RequestType from '#models/request_type'
import type { BriefForm } from '#services/tickets/brief'
import { checkBrief } from '#services/tickets/check_brief'

const START = DateTime.utc(2026, 11, 28, 9)

/** A form in which products go by their names. */
interface Case {
  title: string
  type: string
  form: Omit<Partial<BriefForm>, 'items'> & {
    product?: string
    items?: [string, number, ('image' | 'video')?][]
  }
  /** Fields with an error; empty for a good brief. */
  errors: string[]
  /** What the brief says; only for good ones. */
  brief?: Record<string, unknown>
}

const CASES: Case[] = [
  {
    title: 'still',
    type: 'socmed_posting',
    form: { product: 'Juan365', quantity: 3, fileFormat: 'still' },
    errors: [],
    brief: { criteria: 'image', quantity: 3, pieces: 3, fileFormat: 'still' },
  },
  {
    title: 'gif',
    type: 'socmed_posting',
    form: { product: 'Juan365', quantity: 1, fileFormat: 'gif' },
    errors: [],
    brief: { criteria: 'image' },
  },
  {
    title: 'landscape',
    type: 'socmed_posting',
    form: { product: 'Juan365', quantity: 1, fileFormat: 'video_landscape' },
    errors: [],
    brief: { criteria: 'video' },
  },
  {
    title: 'portrait over a given criteria',
    type: 'socmed_posting',
    form: { product: 'Juan365', quantity: 1, fileFormat: 'video_portrait', criteria: 'image' },
    errors: [],
    brief: { criteria: 'video' },
  },
  {
    title: 'no format',
    type: 'socmed_posting',
    form: { product: 'Juan365', quantity: 1 },
    errors: ['fileFormat'],
  },
  {
    title: 'nothing at all',
    type: 'socmed_posting',
    form: {},
    errors: ['fileFormat', 'productId', 'quantity'],
  },
  {
    title: 'by hand',
    type: 'website_banner',
    form: { product: 'Studios', quantity: 1000, criteria: 'video' },
    errors: [],
    brief: { criteria: 'video', pieces: 1000 },
  },
  {
    title: 'no criteria',
    type: 'website_banner',
    form: { product: 'Studios', quantity: 1 },
    errors: ['criteria'],
  },
  {
    title: 'quantity 0',
    type: 'website_banner',
    form: { product: 'Studios', quantity: 0, criteria: 'image' },
    errors: ['quantity'],
  },
  {
    title: 'quantity 1001',
    type: 'website_banner',
    form: { product: 'Studios', quantity: 1001, criteria: 'image' },
    errors: ['quantity'],
  },
  {
    title: 'half a piece',
    type: 'website_banner',
    form: { product: 'Studios', quantity: 1.5, criteria: 'image' },
    errors: ['quantity'],
  },
  {
    title: 'a product of ads',
    type: 'website_banner',
    form: { product: 'Juan365 FB VID', quantity: 1, criteria: 'image' },
    errors: ['productId'],
  },
  {
    title: 'image whatever is said',
    type: 'photoshoot',
    form: { product: 'Cares', quantity: 1, criteria: 'video', scheduledStart: START },
    errors: [],
    brief: { criteria: 'image', scheduledStart: START },
  },
  {
    title: 'no schedule yet',
    type: 'photoshoot',
    form: { product: 'Cares', quantity: 1 },
    errors: [],
    brief: { scheduledStart: null, scheduledEnd: null },
  },
  {
    title: 'video whatever is said',
    type: 'videoshoot',
    form: { product: 'Cares', quantity: 1, criteria: 'image' },
    errors: [],
    brief: { criteria: 'video' },
  },
  {
    title: 'ends before it starts',
    type: 'videoshoot',
    form: {
      product: 'Cares',
      quantity: 1,
      scheduledStart: START,
      scheduledEnd: START.minus({ minutes: 1 }),
    },
    errors: ['scheduledEnd'],
  },
  {
    title: 'an end without a start',
    type: 'live_production',
    form: { product: 'Cares', quantity: 1, scheduledEnd: START },
    errors: ['scheduledStart'],
  },
  {
    title: 'a live show',
    type: 'live_production',
    form: {
      product: 'Livestream',
      quantity: 1,
      scheduledStart: START,
      scheduledEnd: START.plus({ hours: 2 }),
    },
    errors: [],
    brief: { criteria: 'video' },
  },
  {
    title: 'criteria from the product',
    type: 'ads',
    form: {
      items: [
        ['Juan365 FB VID', 4, 'image'],
        ['DIGI ADS FB STATIC', 6],
      ],
    },
    errors: [],
    brief: { pieces: 10, criteria: null, quantity: null, productId: null },
  },
  { title: 'no items', type: 'ads', form: { items: [] }, errors: ['items'] },
  {
    title: 'twice',
    type: 'ads',
    form: {
      items: [
        ['Juan365 FB VID', 1],
        ['Juan365 FB VID', 1],
      ],
    },
    errors: ['items.1.productId'],
  },
  {
    title: 'too many in all',
    type: 'ads',
    form: {
      items: [
        ['Juan365 FB VID', 600],
        ['DIGI ADS FB VID', 401],
      ],
    },
    errors: ['items'],
  },
  {
    title: 'exactly 1000',
    type: 'ads',
    form: {
      items: [
        ['Juan365 FB VID', 600],
        ['DIGI ADS FB VID', 400],
      ],
    },
    errors: [],
    brief: { pieces: 1000 },
  },
  {
    title: 'a general product',
    type: 'ads',
    form: { items: [['Juan365', 1]] },
    errors: ['items.0.productId', 'items.0.criteria'],
  },
  {
    title: 'an unknown product',
    type: 'ads',
    form: { items: [['?', 1]] },
    errors: ['items.0.productId'],
  },
  {
    title: 'criteria for each item',
    type: 'telegram_channel',
    form: {
      items: [
        ['Juan365 Telegram Channel', 2, 'image'],
        ['JuanBingo Telegram Channel', 3, 'video'],
      ],
    },
    errors: [],
    brief: { pieces: 5 },
  },
  {
    title: 'an item without criteria',
    type: 'telegram_channel',
    form: { items: [['Juan365 Telegram Channel', 2]] },
    errors: ['items.0.criteria'],
  },
  {
    title: 'without criteria',
    type: 'other_creative',
    form: { quantity: 1 },
    errors: [],
    brief: { criteria: null, productId: null },
  },
  {
    title: 'with criteria, product ignored',
    type: 'other_creative',
    form: { quantity: 1, criteria: 'video', product: 'Juan365' },
    errors: [],
    brief: { criteria: 'video', productId: null },
  },
  {
    title: 'a schedule is ignored',
    type: 'other_creative',
    form: { quantity: 1, scheduledStart: START },
    errors: [],
    brief: { scheduledStart: null },
  },
]

test.group('checkBrief', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('{type}: {title}')
    .with(CASES)
    .run(async ({ assert }, { type: key, form, errors, brief }) => {
      const type = await RequestType.findByOrFail('key', key)
      const idOf = async (name?: string) => {
        const product = name ? await Product.findBy('name', name) : null
        return product?.id ?? (name ? 999_999 : null)
      }
      const { product, items = [], ...rest } = form
      const judged = await checkBrief(
        {
          title: 'T',
          description: '',
          ...rest,
          productId: await idOf(product),
          items: await Promise.all(
            items.map(async ([name, quantity, criteria]) => ({
              productId: (await idOf(name))!,
              quantity,
              criteria,
            }))
          ),
        },
        type
      )
      assert.sameMembers(Object.keys(judged.errors), errors)
      if (brief) assert.containsSubset(judged.brief, brief)
    })

  test('takes the criteria of each item from its product', async ({ assert }) => {
    const type = await RequestType.findByOrFail('key', 'ads')
    const product = await Product.findByOrFail('name', 'Juan365 FB VID')
    const form = {
      title: 'T',
      description: '',
      items: [{ productId: product.id, quantity: 1, criteria: 'image' as const }],
    }
    const { brief } = await checkBrief(form, type)
    assert.equal(brief.items[0].criteria, 'video')
    await product.merge({ criteria: null }).save()
    const asked = await checkBrief(form, type)
    assert.equal(asked.brief.items[0].criteria, 'image')
    const missing = await checkBrief(
      { ...form, items: [{ productId: product.id, quantity: 1 }] },
      type
    )
    assert.deepEqual(Object.keys(missing.errors), ['items.0.criteria'])
  })

  test('lets a retired product stay where it was', async ({ assert }) => {
    const type = await RequestType.findByOrFail('key', 'website_banner')
    const product = await Product.findByOrFail('name', 'Cares')
    await product.merge({ isActive: false }).save()
    const form = {
      title: 'T',
      description: '',
      productId: product.id,
      quantity: 1,
      criteria: 'image' as const,
    }
    const fresh = await checkBrief(form, type)
    assert.equal(fresh.errors.productId.key, 'product_retired')
    const kept = await checkBrief(form, type, { keptProductIds: [product.id] })
    assert.deepEqual(kept.errors, {})
  })
})
