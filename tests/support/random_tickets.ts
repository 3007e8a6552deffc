import db from '@adonisjs/lucid/services/db'
import Product from '#models/product'
import RequestType from '#models/request_type'
import type User from '#models/user'
import clock from '#services/clock'
import type { Planted } from '#tests/support/counted'
import { makeDice } from '#tests/support/dice'
import { PRIORITIES } from '#workflows/workflow'

const STATUSES = {
  creative: [
    ...['requested', 'pending_creative', 'approved', 'rejected', 'in_progress'],
    ...['completed', 'completed', 'completed'],
  ],
  support: ['open', 'in_progress', 'pending_user', 'on_hold', 'resolved', 'closed'],
}
const BEFORE_WORK = ['requested', 'pending_creative', 'rejected', 'open']
const CRITERIA = ['image', 'video', undefined] as const

/** What lists and reports could confuse: a type below another one, and products without a brand or written differently. */
export async function makeTraps(): Promise<{ parent: number; child: number }> {
  const parent = await RequestType.findByOrFail('key', 'bug')
  const child = await RequestType.create({
    ...{ key: 'bug_app', name: 'App', workflow: 'support', parentId: parent.id },
    handlingDepartmentId: parent.handlingDepartmentId,
  })
  await db.from('products').where('name', 'Studios').update({ brand: '' })
  await db.from('products').where('name', 'DIGI ADS FB VID').update({ brand: '' })
  await db.from('products').where('name', 'JuanSports').update({ brand: 'juan365 ' })
  return { parent: parent.id, child: child.id }
}

/** Tickets of every kind that a desk can hold, the same for the same seed; some older than a report looks, some in the trash. */
export async function randomTickets(seed: number, count: number, people: User[]) {
  const dice = makeDice(seed)
  const products = await Product.all()
  const ofCategory = (category: string) => products.filter((one) => one.category === category)
  const all = await RequestType.all()
  // Tickets with lines are where counting goes wrong.
  const many = all.filter(({ productMode }) => productMode === 'many')
  const types = [...all, ...many, ...many, ...many, ...many]
  const old = clock.now().minus({ days: 200 }).toISO()!

  const lines = (category: string) =>
    ofCategory(category)
      .filter(() => dice.below(2) === 0)
      .map(({ id }) => {
        const criteria = dice.pick(CRITERIA) ?? null
        return { product: id, quantity: 1 + dice.below(9), criteria }
      })

  const work = ({ productMode, productCategory }: RequestType): Partial<Planted> => {
    const some = productMode === 'many' ? lines(productCategory!) : []
    if (some.length > 0) return { items: some }
    const product = productMode === 'one' ? dice.pick(ofCategory('general')).id : undefined
    if (dice.below(6) === 0) return { product }
    return { product, quantity: 1 + dice.below(9), criteria: dice.pick(CRITERIA) }
  }

  return Array.from({ length: count }, (): Planted => {
    const type = dice.pick(types)
    const status = dice.pick(STATUSES[type.workflow])
    const isEarly = BEFORE_WORK.includes(status)
    const to = dice.below(4) > 0 ? dice.pick(people) : undefined
    const isDone = ['completed', 'resolved', 'closed'].includes(status)
    return {
      ...(type.workflow === 'creative' ? work(type) : {}),
      ...{ type: type.key, status, priority: dice.pick(PRIORITIES), by: dice.pick(people), to },
      planned: isEarly && dice.below(2) === 0,
      helpers: to ? people.filter((one) => one !== to && dice.below(8) === 0) : [],
      revisions: dice.below(3),
      processingSeconds: isDone && dice.below(4) > 0 ? dice.below(90_000) : undefined,
      acknowledgeSeconds: isDone ? dice.below(9000) : undefined,
      createdAt: dice.below(12) === 0 ? old : undefined,
      deleted: dice.below(12) === 0,
    }
  })
}
