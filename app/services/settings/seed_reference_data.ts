import db from '@adonisjs/lucid/services/db'
import { deadlineRules } from '#database/reference/deadline_rules'
import { departments } from '#database/reference/departments'
import { products } from '#database/reference/products'
import { requestTypes } from '#database/reference/request_types'
import { workflows } from '#workflows/index'
import { legalMoves } from '#workflows/workflow'

/**
 * Fills a new installation with departments, products, request types and deadline rules, and tells the database's
 * trigger the legal moves. Safe to run again: what admins changed or removed stays as it is.
 */
export async function seedReferenceData(): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('countersign.seed'))`)
    await trx.from('workflow_moves').delete()
    await trx.table('workflow_moves').multiInsert(
      workflows.flatMap((workflow) =>
        legalMoves(workflow).map(({ from, to }) => ({
          workflow: workflow.key,
          from_status: from,
          to_status: to,
        }))
      )
    )
    const isNew = (await trx.from('departments').select('id').first()) === null
    if (!isNew) return
    await trx.table('departments').multiInsert(complete(departments, { is_creative: false }))
    await trx.table('products').multiInsert(products)
    await trx
      .table('request_types')
      .multiInsert(complete(requestTypes, { is_scheduled: false, product_category: null }))
    await trx.table('deadline_rules').multiInsert(deadlineRules)
  })
}

/** Gives every row the same columns; a multi-row insert needs them. */
function complete<Row extends object>(rows: Row[], defaults: object): (Row & object)[] {
  return rows.map((row) => ({ ...defaults, ...row }))
}
