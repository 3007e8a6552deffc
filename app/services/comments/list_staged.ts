import Attachment from '#models/attachment'
import type User from '#models/user'

/** A file that waits for its comment, as the form shows it. */
export interface StagedFile {
  id: number
  name: string
  bytes: number
  /** Where its thumbnail is; null when it has none. */
  thumbnail: string | null
}

/** The files of these ids that this person uploaded and that nothing has taken yet. */
export async function listStaged(given: number[], by: User): Promise<StagedFile[]> {
  const ids = given.filter((id) => Number.isInteger(id) && id > 0 && id <= 2_147_483_647)
  if (ids.length === 0) return []
  const files = await Attachment.query()
    .whereIn('id', ids)
    .where('uploaderId', by.id)
    .whereNull('ticketId')
    .whereNull('removedAt')
    .orderBy('id')
  return files.map(({ id, name, bytes, thumbnailKey }) => {
    const thumbnail = thumbnailKey ? `/uploads/${id}/thumbnail` : null
    return { id, name, bytes: Number(bytes), thumbnail }
  })
}
