import { BaseModel } from '@adonisjs/lucid/orm'
import type { LucidRow } from '@adonisjs/lucid/types/model'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Group } from '@japa/runner/core'
import clock from '#services/clock'
import { forget } from '#services/dashboard/remember'
import { forgetSettings } from '#services/settings/read_settings'

/**
 * Makes once what every test of a group begins with: each is rolled back to it, no try counted, the clock given back.
 *
 * @param make gives what tests hold on to: the models in it are what they were again before each test
 */
export function shareDesk(group: Group, make: () => Promise<unknown>): void {
  let models: [LucidRow, object][]
  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    forgetWhatWasRead()
    models = modelsIn(await make()).map((model) => [model, imageOf(model)])
    clock.goOn()
    await db.rawQuery('savepoint shared_desk')
  })
  group.each.setup(async () => {
    // Once more: what an earlier test left running may have written something, or broken the transaction, since.
    await rollBack()
    await limiter.clear()
    forgetWhatWasRead()
    for (const [model, image] of models) Object.assign(model, imageOf(image))
    return rollBack
  })
  group.teardown(() => clock.goOn())
}

async function rollBack() {
  clock.goOn()
  await db.rawQuery('rollback to savepoint shared_desk')
}

function forgetWhatWasRead() {
  forget()
  forgetSettings()
}

/** Those that it is, or holds in lists and plain objects. */
function modelsIn(made: unknown): LucidRow[] {
  if (made instanceof BaseModel) return [made as LucidRow]
  return Array.isArray(made) || isPlain(made) ? Object.values(made).flatMap(modelsIn) : []
}

/** What a model knows of its row: attributes, relations and what its class keeps beside them; not its connection. */
function imageOf(model: object): object {
  const known = Object.entries(model).filter(([key]) => !key.startsWith('model'))
  return Object.fromEntries(
    known.map(([key, value]) => [key, isPlain(value) ? { ...value } : value])
  )
}

function isPlain(value: unknown): value is object {
  return value !== null && Object.getPrototypeOf(Object(value)) === Object.prototype
}
