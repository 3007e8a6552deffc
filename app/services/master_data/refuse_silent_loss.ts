import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import i18nManager from '@adonisjs/i18n/services/main'
import { Invalid } from '#exceptions/refusals'
import type Department from '#models/department'
import { findApprovers } from '#services/approvals/find_approvers'
import { hasOpen, openThere, type OpenThere } from '#services/handovers/open_there'

/**
 * A department in which something is open has a page of its own for going out of use, where it is settled.
 * @throws Invalid 422 on isActive, naming what is open
 */
export async function refuseOpen(
  trx: TransactionClientContract,
  { id, name }: Department
): Promise<void> {
  const open = await openThere(id, trx)
  if (hasOpen(open))
    throw new Invalid('isActive', 'master.close_first', { name, open: inWords(open) })
}

function inWords({ people, handled, signed, asked, types }: OpenThere): string {
  const tickets = handled.count + signed.count + asked.count
  const counts = { people, tickets, types: types.length }
  return i18nManager.locale('en').t('handover.closing.still', counts)
}

/**
 * The creative flag, and the last manager for whom decisions wait, go only when somebody has read what that means.
 * @throws Invalid 422 on understood
 */
export async function refuseSilentLoss(
  trx: TransactionClientContract,
  before: Department,
  after: { isCreative?: boolean; managerId?: number }
): Promise<void> {
  if (before.isCreative && !after.isCreative) {
    const { handled, signed, asked } = await openThere(before.id, trx)
    const open = handled.count + signed.count + asked.count
    throw new Invalid('understood', 'master.still_open', { open })
  }
  if (!before.managerId || after.managerId || (await isStillManaged(trx, before))) return
  const { waiting } = await openThere(before.id, trx)
  if (waiting === 0) return
  const find = await findApprovers(trx)
  // No department has the number 0, so that only admins are found.
  const names = find(0)
    .approvers.map(({ fullName }) => fullName)
    .join(', ')
  throw new Invalid('understood', 'master.manager_leaves', {
    count: waiting,
    name: before.name,
    names,
  })
}

/** Somebody decides by his role, whoever is named. */
async function isStillManaged(trx: TransactionClientContract, { id }: Department) {
  const row = await trx
    .from('users')
    .where({ department_id: id, role: 'manager' })
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .select('id')
    .first()
  return Boolean(row)
}
