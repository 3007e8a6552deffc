import type Attachment from '#models/attachment'

/** What a page that uploads is told about a file of its own. */
export function describeStaged({ id, name, mime, bytes, thumbnailKey }: Attachment) {
  const thumbnail = thumbnailKey ? `/uploads/${id}/thumbnail` : null
  return { id, name, mime, bytes, thumbnail }
}
