import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { Refusal } from '#exceptions/refusals'
import Department from '#models/department'
import Product from '#models/product'
import RequestType from '#models/request_type'
import clock from '#services/clock'
import { watchTickets } from '#services/deadlines/watch_tickets'
import { makePeople, type DemoAccount } from '#services/demo/make_people'
import { DAYS, planStories } from '#services/demo/plan_stories'
import { prepareDesk } from '#services/demo/prepare_desk'
import type { DemoDesk, Telling } from '#services/demo/story'
import { tellStory } from '#services/demo/tell_story'
import { withoutSending } from '#services/deliveries/muted'
import { freezeDueMonths } from '#services/reports/monthly/freeze_due_months'

/** Days that a notification stays unread in the demo. */
const UNREAD_DAYS = 3

export interface LoadedDemo {
  tickets: number
  people: number
  /** Stories that a rule of the product stopped; none on a fresh desk. */
  stopped: string[]
  password: string
  examples: DemoAccount[]
}

export interface DemoOptions {
  tickets?: number
  onProgress?: (done: number, of: number) => void
}

/**
 * Fills the desk with a believable organisation that has worked for ninety days. Everything is done through the
 * product's services, in the order in which it happened, with the clock set to that moment; nothing is mailed.
 */
export async function loadDemo({
  tickets = 300,
  onProgress,
}: DemoOptions = {}): Promise<LoadedDemo> {
  clock.goOn()
  const end = clock.now()
  try {
    return await withoutSending(async () => {
      const people = await makePeople(end.minus({ days: DAYS + 1 }))
      await prepareDesk(people)
      const desk: DemoDesk = {
        people,
        types: await RequestType.query().where('isActive', true).orderBy('id'),
        departments: await Department.all(),
        products: await Product.query().orderBy('id'),
        zone: env.get('TIME_ZONE'),
      }
      const planned = planStories(desk, tickets, end)
      const stopped = await tellInOrder(planned, end, onProgress)
      clock.freeze(end)
      await watchTickets()
      await settlePast(end)
      // A planner that knows nothing of so many rows at once asks for seconds what takes milliseconds.
      await db.rawQuery('analyze')
      await freezeDueMonths(new AbortController().signal)
      const { password, examples } = people
      return { tickets: planned.length, people: people.all.length, stopped, password, examples }
    })
  } finally {
    clock.goOn()
  }
}

/** Goes on with whichever story is due next, so that ids, activities and reports run in the order of time. */
async function tellInOrder(
  planned: ReturnType<typeof planStories>,
  end: DateTime,
  onProgress?: DemoOptions['onProgress']
): Promise<string[]> {
  const stopped: string[] = []
  let begun = 0
  const open: { at: DateTime; telling: Telling; isNew: boolean }[] = planned.map(
    ({ story, at }) => ({
      at,
      telling: tellStory(story),
      isNew: true,
    })
  )
  while (open.length > 0) {
    const next = open.reduce((first, one) => (one.at < first.at ? one : first))
    if (next.at >= end) break
    clock.freeze(next.at)
    if (next.isNew) onProgress?.((begun += 1), planned.length)
    next.isNew = false
    const went = await goOn(next.telling, stopped)
    if (went) next.at = DateTime.max(went, next.at)
    else open.splice(open.indexOf(next), 1)
  }
  await Promise.all(open.map(({ telling }) => telling.return()))
  return stopped
}

/** @returns when the story goes on; null when it is over */
async function goOn(telling: Telling, stopped: string[]): Promise<DateTime | null> {
  try {
    const { value, done } = await telling.next()
    return done ? null : value!
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    stopped.push(error.message)
    return null
  }
}

/** What is older than three days was read; what was not mailed says why. */
async function settlePast(end: DateTime): Promise<void> {
  await db
    .from('notifications')
    .whereNull('read_at')
    .where('created_at', '<', end.minus({ days: UNREAD_DAYS }).toJSDate())
    .update({ read_at: db.raw(`created_at + interval '5 hours'`) })
  await db
    .from('deliveries')
    .where('state', 'dropped')
    .whereNull('last_error')
    .update({ last_error: 'demo' })
}
