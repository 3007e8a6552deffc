import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import Department from '#models/department'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { askRecount } from '#services/calendars/ask_recount'
import clock from '#services/clock'
import { openThere } from '#services/handovers/open_there'
import { refuseOpen, refuseSilentLoss } from '#services/master_data/refuse_silent_loss'
import { saveRow } from '#services/master_data/save_row'
import { askAnew } from '#services/tickets/ask_anew'

export interface DepartmentForm {
  name: string
  description?: string
  managerId?: number
  timeZone?: string
  isCreative?: boolean
  isActive?: boolean
  requireSecondPerson?: boolean
  understood?: boolean
}

/**
 * Makes or changes a department. Only one is creative: giving the flag takes it from the other. The flag, and a
 * last manager of a department with waiting decisions, are taken away only by somebody who has read what that means
 * (`understood`). A department in which something is open is taken out of use by `closeDepartment`. Whoever becomes able
 * to decide a waiting step gets the request.
 * @throws Refusal 403 for anybody but an admin; Invalid 422; E_ROW_NOT_FOUND
 */
export async function saveDepartment(id: number | null, form: DepartmentForm, actor: Actor) {
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const before = id
      ? await Department.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      : null
    await checkManager(trx, form.managerId)
    if (before?.isActive && !form.isActive) await refuseOpen(trx, before)
    if (before && !form.understood) await refuseSilentLoss(trx, before, form)
    if (form.isCreative && !before?.isCreative) await takeFlag(trx, form, actor)
    const saved = await saveRow(
      { model: Department, id, subject: 'department', label: form.name, values: valuesOf(form) },
      actor,
      trx
    )
    if (movesHours(before, form)) await askRecount(trx, saved as Department)
    await askAnew(trx, [saved.id], actor)
    return saved
  })
}

/** Its working hours are times in its zone: with another zone they are other hours. */
function movesHours(before: Department | null, form: DepartmentForm): boolean {
  return Boolean(before?.workingHours) && before?.timeZone !== (form.timeZone ?? null)
}

function valuesOf(form: DepartmentForm) {
  return {
    name: form.name,
    description: form.description ?? '',
    managerId: form.managerId ?? null,
    timeZone: form.timeZone ?? null,
    isCreative: form.isCreative ?? false,
    isActive: form.isActive ?? false,
    requireSecondPerson: form.requireSecondPerson ?? false,
  }
}

async function checkManager(trx: TransactionClientContract, managerId?: number) {
  if (!managerId) return
  const manager = await trx
    .from('users')
    .where('id', managerId)
    .whereIn('role', ['manager', 'admin'])
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .forShare()
    .first()
  if (!manager) throw new Invalid('managerId', 'master.manager_role')
}

async function takeFlag(trx: TransactionClientContract, form: DepartmentForm, actor: Actor) {
  const other = await Department.query({ client: trx })
    .where('isCreative', true)
    .forUpdate()
    .first()
  if (!other) return
  if (!form.understood) {
    const { handled, signed, asked, people, waiting } = await openThere(other.id, trx)
    const open = handled.count + signed.count + asked.count
    const stays = { name: other.name, open, people, waiting }
    throw new Invalid('understood', 'master.flag_moves', stays)
  }
  await other.merge({ isCreative: false, updatedAt: clock.now() }).save()
  await recordAudit(trx, {
    actor,
    action: 'department_changed',
    subjectType: 'department',
    subjectId: other.id,
    subjectLabel: other.name,
    changes: [{ field: 'isCreative', before: 'true', after: 'false' }],
  })
}
