import Attachment from '#models/attachment'
import type User from '#models/user'

/** A file that waits for its comment, as the form shows it. */
export interface StagedFile {
  id: number
  name: string
  bytes: number
}

/** The files of these ids that this person uploaded and that nothing has taken yet. */
export async function listStaged(ids: number[], by: User): Promise<StagedFile[]> {
  if (ids.length === 0) return []
  const files = await Attachment.query()
    .whereIn('id', ids)
    .where('uploaderId', by.id)
    .whereNull('ticketId')
    .whereNull('removedAt')
    .orderBy('id')
  return files.map(({ id, name, bytes }) => ({ id, name, bytes: Number(bytes) }))
}
