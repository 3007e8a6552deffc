import { createHash } from 'node:crypto'

/** An audit event as it is sealed. */
export interface SealedEvent {
  id: number
  actor_id: number | null
  action: string
  subject_type: string
  subject_id: string | null
  subject_label: string
  changes: unknown
  address: string
  created_at: Date
}

/** The columns that `sealOf` reads. */
export const SEALED_COLUMNS = [
  'id',
  'actor_id',
  'action',
  'subject_type',
  'subject_id',
  'subject_label',
  'changes',
  'address',
  'created_at',
].map((column) => `e.${column}`)

/** The hash (SHA-256) of an event and of the seal before it; the first one has none before it. */
export function sealOf(event: SealedEvent, before: Buffer | null): Buffer {
  const { id, actor_id: actor, action, address } = event
  const subject = [event.subject_type, event.subject_id, event.subject_label]
  const changes = (event.changes as { field: string; before: unknown; after: unknown }[]).map(
    (change) => [change.field, change.before, change.after]
  )
  const text = JSON.stringify([id, actor, action, ...subject, changes, address, event.created_at])
  return createHash('sha256')
    .update(before ?? Buffer.alloc(0))
    .update(text)
    .digest()
}
