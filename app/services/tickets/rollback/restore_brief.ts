import clock from '#services/clock'
import { giveFreeNames } from '#services/files/adopt_files'
import type { RollbackPlan } from '#services/tickets/rollback/plan_rollback'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import { writeItems } from '#services/tickets/write_items'
import type { BriefItem } from '#services/tickets/brief'

/** Writes the brief of then as a new version, with its files; an unchanged one keeps its version. Ticket unsaved. */
export async function restoreBrief(locked: LockedTicket, plan: RollbackPlan): Promise<void> {
  const { trx, ticket, by } = locked
  if (!plan.isBriefChanged) return
  const { items, ...columns } = plan.brief.after
  ticket.merge({ ...columns, ...plan.brief.sums, requestTypeId: plan.brief.type.id })
  ticket.$setRelated('requestType', plan.brief.type)
  await writeItems(trx, ticket.id, items as BriefItem[])
  await restoreFiles(locked, plan)
  ticket.briefVersion += 1
  ticket.briefChangedAt = clock.now()
  ticket.briefChangedBy = by?.id ?? null
}

async function restoreFiles({ trx, ticket, by }: LockedTicket, { files }: RollbackPlan) {
  const { back, away } = files
  const mark = async (
    ids: number[],
    removed: { removed_at: Date | null; removed_by: number | null }
  ) => {
    if (ids.length === 0) return
    await trx.from('attachments').whereIn('id', ids).where('ticket_id', ticket.id).update(removed)
  }
  const now = clock.now().toJSDate()
  await mark(
    away.map(({ id }) => id),
    { removed_at: now, removed_by: by?.id ?? null }
  )
  await mark(
    back.map(({ id }) => id),
    { removed_at: null, removed_by: null }
  )
  await giveFreeNames(trx, ticket.id, back)
  ticket.attachmentCount += back.length - away.length
}
