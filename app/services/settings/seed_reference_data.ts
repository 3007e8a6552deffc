import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { deadlineRules, supportRules } from '#database/reference/deadline_rules'
import { departments } from '#database/reference/departments'
import { products } from '#database/reference/products'
import { requestTypes, supportTypes } from '#database/reference/request_types'
import { keyOf } from '#services/master_data/request_type_place'
import { workflows } from '#workflows/index'
import { legalMoves, pastMoves, type Workflow } from '#workflows/workflow'

/**
 * Fills a new installation with departments, products, request types and deadline rules, and tells the database's
 * trigger the legal moves. Safe to run again: what admins changed or removed stays as it is.
 */
export async function seedReferenceData(): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('countersign.seed'))`)
    await trx.from('workflow_moves').delete()
    await trx.table('workflow_moves').multiInsert(workflows.flatMap(movesOf))
    const isNew = (await trx.from('departments').select('id').first()) === null
    if (isNew) await seedDesk(trx)
    await seedSupport(trx)
  })
}

function movesOf(workflow: Workflow) {
  const legal = legalMoves(workflow)
  const isLegal = (one: { from: string; to: string }) =>
    legal.some(({ from, to }) => from === one.from && to === one.to)
  const row = ({ from, to }: { from: string; to: string }, isPast: boolean) => ({
    workflow: workflow.key,
    from_status: from,
    to_status: to,
    is_past: isPast,
  })
  const past = pastMoves(workflow).filter((one) => !isLegal(one))
  return [...legal.map((one) => row(one, false)), ...past.map((one) => row(one, true))]
}

async function seedDesk(trx: TransactionClientContract) {
  await trx.table('departments').multiInsert(complete(departments, { is_creative: false }))
  await trx.table('products').multiInsert(products)
  await trx
    .table('request_types')
    .multiInsert(complete(requestTypes, { is_scheduled: false, product_category: null }))
  await trx.table('deadline_rules').multiInsert(deadlineRules)
}

/**
 * Also for an installation that is older than the support desk. A type whose department is not there, or not in use, waits
 * for an admin; a key that an admin's own type has already gets the workflow behind it.
 */
async function seedSupport(trx: TransactionClientContract) {
  if (await trx.from('request_types').where('workflow', 'support').select('id').first()) return
  const rows = await trx.from('departments').where('is_active', true).select('id', 'name')
  const idOf = new Map(rows.map((row) => [row.name as string, row.id as number]))
  const keys = await freeKeys(
    trx,
    supportTypes.map(({ key }) => key)
  )
  await trx.table('request_types').multiInsert(
    supportTypes.map(({ handled_by: name, ...type }) => ({
      ...type,
      key: keys.get(type.key)!,
      handling_department_id: idOf.get(name) ?? null,
      is_active: idOf.has(name),
    }))
  )
  await trx.table('deadline_rules').multiInsert(supportRules)
}

async function freeKeys(trx: TransactionClientContract, wanted: string[]) {
  const rows = await trx.from('request_types').whereIn('key', wanted).select('key')
  const taken = new Set(rows.map((row) => row.key as string))
  const keys = new Map(wanted.map((key) => [key, key]))
  for (const key of taken) keys.set(key, await keyOf(trx, key, 'support'))
  return keys
}

/** Gives every row the same columns; a multi-row insert needs them. */
function complete<Row extends object>(rows: Row[], defaults: object): (Row & object)[] {
  return rows.map((row) => ({ ...defaults, ...row }))
}
