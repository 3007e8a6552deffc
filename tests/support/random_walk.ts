import { InvalidBrief } from '#exceptions/invalid_brief'
import { Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import clock from '#services/clock'
import { makeDice } from '#tests/support/dice'
import { chooseAct, type Desk } from '#tests/support/walk_acts'
import { whyShut } from '#tests/support/walk_judge'
import { WalkRules } from '#tests/support/walk_rules'
import type { FreshDatabase } from '#tests/support/fresh_database'
import { makeCast, makePerson } from '#tests/support/people'

/** Acts between two looks at the whole desk. */
const LOOK_EVERY = 250
const LONGEST_WAIT = 5400

export interface WalkResult {
  done: number
  refused: number
  /** Acts that were carried out, by their name. */
  acts: Record<string, number>
  /** What broke: the step and the rule. */
  broken: string[]
}

/** The people of a walk: the company of the creative desk, and those who work for two support departments. */
export async function makeWalkers(): Promise<User[]> {
  const creative = await makeCast()
  return [
    ...Object.values(creative),
    await makePerson({ username: 'ivan', role: 'manager', department: 'IT' }),
    await makePerson({ username: 'ida', department: 'IT' }),
    await makePerson({ username: 'igor', department: 'IT' }),
    await makePerson({ username: 'cora', role: 'manager', department: 'Customer Care' }),
    await makePerson({ username: 'carl', department: 'Customer Care' }),
  ]
}

/**
 * People do anything to any ticket of either workflow, allowed or not, in an order that the seed decides; after each step
 * what must always hold is asked of the database for the tickets it touched, and now and then for all. What the page
 * would not offer must be refused.
 * @param trust of so many acts that the page would not offer one is tried; the others count as refused by the four
 *   questions alone, which is where services and pages learn it from
 */
export async function walk(
  database: FreshDatabase,
  people: User[],
  { seed, steps, trust = 1 }: { seed: number; steps: number; trust?: number }
): Promise<WalkResult> {
  const desk: Desk = { dice: makeDice(seed), people, ids: [], seen: new Map() }
  const rules = new WalkRules(database)
  const result: WalkResult = { done: 0, refused: 0, acts: {}, broken: [] }
  let now = clock.now().minus({ seconds: (steps * LONGEST_WAIT) / 2 })
  let before = 0
  await rules.prepare()
  try {
    for (let step = 1; step <= steps && result.broken.length === 0; step += 1) {
      now = now.plus({ seconds: desk.dice.below(LONGEST_WAIT) })
      clock.freeze(now)
      const act = await chooseAct(desk)
      const why = act.judged ? whyShut(act.judged) : null
      if (why && desk.dice.below(trust) > 0) {
        result.refused += 1
        continue
      }
      const isDone = await attempt(act.run)
      desk.seen.clear()
      count(result, act.name, isDone)
      const { broken, written } = await rules.after(act.ids)
      if (isDone && why) broken.push(`done, although ${why}`)
      if (!isDone && written !== before) broken.push('a refused act was recorded')
      before = written
      if (isDone && result.done % LOOK_EVERY === 0) broken.push(...(await rules.ofAll()))
      const where = `seed ${seed}, step ${step}, ${act.what}`
      result.broken.push(...broken.map((rule) => `${where}: ${rule}`))
    }
    const atLast = await rules.ofAll()
    result.broken.push(...atLast.map((rule) => `seed ${seed}, at last: ${rule}`))
  } finally {
    clock.goOn()
  }
  return result
}

function count(result: WalkResult, name: string, isDone: boolean) {
  if (!isDone) {
    result.refused += 1
    return
  }
  result.done += 1
  result.acts[name] = (result.acts[name] ?? 0) + 1
}

/** @returns false when a rule of the product said no; anything else that is thrown is a fault */
async function attempt(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    if (error instanceof Refusal || error instanceof InvalidBrief) return false
    throw error
  }
}
