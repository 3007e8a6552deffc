import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, Invalid } from '#exceptions/refusals'
import Department from '#models/department'
import { adminOf } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { refuseClosed, refuseUnchosen, type ClosingForm } from '#services/handovers/closing_form'
import { movePeople } from '#services/handovers/move_people'
import { openThere } from '#services/handovers/open_there'
import { transferAll } from '#services/handovers/transfer_all'
import { holdDepartment } from '#services/handovers/work_of'
import { handOver } from '#services/master_data/hand_over'
import { askAnew } from '#services/tickets/ask_anew'
import { isBusy } from '#services/tickets/with_locked_ticket'

/**
 * Takes a department out of use and settles what is open in it, as it is in this transaction: its request types are routed
 * elsewhere, its tickets transferred, its people moved. What would be orphaned needs a choice.
 * @returns the hand-over of its tickets; null when there was none
 * @throws E_ROW_NOT_FOUND, Refusal 403, Conflict 409 (closed already, busy), Invalid 422 (`peopleTo`, `ticketsTo`, `typesTo`)
 */
export async function closeDepartment(
  id: number,
  form: ClosingForm,
  actor: Actor
): Promise<{ name: string; handoverId: number | null }> {
  try {
    return await db.transaction(async (trx) => close(trx, id, form, actor))
  } catch (error) {
    if (isBusy(error)) throw new Conflict('account.busy')
    throw error
  }
}

async function close(
  trx: TransactionClientContract,
  id: number,
  form: ClosingForm,
  actor: Actor
): Promise<{ name: string; handoverId: number | null }> {
  await holdDepartment(trx, id)
  await trx.rawQuery(
    `select id from users where role = 'admin' or department_id = ? order by id for no key update`,
    [id]
  )
  const by = await adminOf(trx, actor)
  const acting = { ...actor, by }
  const department = await Department.query({ client: trx })
    .where('id', id)
    .forUpdate()
    .firstOrFail()
  const { name } = department
  if (!department.isActive) throw new Conflict('already_closed', { name })
  if (department.isCreative) throw new Invalid('peopleTo', 'master.close_creative', { name })
  const open = await openThere(id, trx)
  refuseUnchosen(open, form)
  await refuseClosed(trx, form, id)
  await handOver(trx, department, form.typesTo, acting)
  const handoverId =
    typeof form.ticketsTo === 'number'
      ? await transferAll(trx, department, form.ticketsTo, acting)
      : null
  await department.merge({ isActive: false, updatedAt: clock.now() }).save()
  await recordAudit(trx, {
    actor: acting,
    action: 'department_changed',
    subjectType: 'department',
    subjectId: id,
    subjectLabel: name,
    changes: [{ field: 'isActive', before: 'true', after: 'false' }],
  })
  const touched = [id]
  if (typeof form.peopleTo === 'number') {
    touched.push(...(await movePeople(trx, department, form.peopleTo, acting)))
  }
  await askAnew(trx, touched, acting)
  return { name, handoverId }
}
