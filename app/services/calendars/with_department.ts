import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Department from '#models/department'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'

/**
 * Changes a department's calendar in one transaction, under its row lock.
 * @throws Refusal 403 for anybody but an admin; E_ROW_NOT_FOUND
 */
export async function withDepartment<Result>(
  id: number,
  actor: Actor,
  work: (trx: TransactionClientContract, department: Department) => Promise<Result>
): Promise<Result> {
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const department = await Department.query({ client: trx })
      .where('id', id)
      .forUpdate()
      .firstOrFail()
    return work(trx, department)
  })
}
