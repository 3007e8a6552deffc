import type { FieldChange } from '#models/activity'
import clock from '#services/clock'
import { adoptFiles } from '#services/files/adopt_files'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** Takes files into the brief and out of it. @returns what changed, for the activity */
export async function changeBriefFiles(
  { ticket, trx, by }: LockedTicket,
  edit: { fileIds?: number[]; removedFileIds?: number[] }
): Promise<FieldChange[]> {
  const changes: FieldChange[] = []
  const added = await adoptFiles(trx, {
    ticket,
    userId: by!.id,
    fileIds: edit.fileIds ?? [],
    kind: 'brief',
  })
  if (added > 0) changes.push({ field: 'files', before: null, after: `+${added}` })
  if (edit.removedFileIds?.length) {
    const removed = await trx
      .from('attachments')
      .whereIn('id', edit.removedFileIds)
      .where({ ticket_id: ticket.id, kind: 'brief' })
      .whereNull('removed_at')
      .update({ removed_at: clock.now().toJSDate(), removed_by: by!.id }, ['id', 'name'])
    ticket.attachmentCount -= removed.length
    for (const file of removed) changes.push({ field: 'files', before: file.name, after: null })
  }
  return changes
}
