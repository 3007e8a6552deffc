import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, Invalid } from '#exceptions/refusals'
import Department from '#models/department'
import { adminOf } from '#services/accounts/admin_of'
import { departmentName } from '#services/accounts/department_choices'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { beginHandover } from '#services/handovers/begin_handover'
import { movePeople } from '#services/handovers/move_people'
import { openThere, type OpenThere } from '#services/handovers/show_closing'
import { holdDepartment } from '#services/handovers/work_of'
import { handOver } from '#services/master_data/hand_over'
import { isRouted } from '#services/master_data/is_routed'
import { askAnew } from '#services/tickets/ask_anew'
import { isBusy } from '#services/tickets/with_locked_ticket'
import { workflows } from '#workflows/index'

/** A department, or that it stays where it is. */
export type Destination = number | 'stay'

export interface ClosingForm {
  peopleTo?: Destination
  ticketsTo?: Destination
  typesTo?: number
}

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
  for (const [field, to] of Object.entries(form)) {
    if (typeof to === 'number') await refuseClosed(trx, { field, to, from: id })
  }
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

function refuseUnchosen(open: OpenThere, { peopleTo, ticketsTo, typesTo }: ClosingForm): void {
  if (open.types.length > 0 && !typesTo) throw new Invalid('typesTo', 'master.close_choose')
  if (open.handled.count > 0 && !ticketsTo) throw new Invalid('ticketsTo', 'master.close_choose')
  if (open.people > 0 && !peopleTo) throw new Invalid('peopleTo', 'master.close_choose')
  const arePeopleGone = typeof peopleTo === 'number' || open.people === 0
  if (!arePeopleGone) return
  if (open.handled.count > 0 && ticketsTo === 'stay') {
    throw new Invalid('ticketsTo', 'master.close_people_away')
  }
  if (open.signed.count > 0 && open.people > 0) {
    throw new Invalid('peopleTo', 'master.close_creative_work')
  }
}

async function refuseClosed(
  trx: TransactionClientContract,
  { field, to, from }: { field: string; to: number; from: number }
): Promise<void> {
  const row = await trx
    .from('departments')
    .where({ id: to, is_active: true })
    .whereNot('id', from)
    .forShare()
    .select('id')
    .first()
  if (!row) throw new Invalid(field, 'master.successor_unknown')
}

async function transferAll(
  trx: TransactionClientContract,
  department: Department,
  to: number,
  actor: Actor
): Promise<number | null> {
  const rows = await trx
    .from('tickets')
    .whereNull('deleted_at')
    .where({ is_finished: false, handling_department_id: department.id })
    .whereIn(
      'workflow',
      workflows.filter(({ key }) => isRouted(key)).map(({ key }) => key)
    )
    .select('id')
  const name = await departmentName(trx, to)
  return beginHandover(
    trx,
    {
      subjectType: 'department',
      subjectId: department.id,
      why: 'closed',
      name: department.name,
      choices: { tickets: to, name },
      tickets: rows.map(({ id }) => ({ id, choice: String(to) })),
    },
    actor
  )
}
