import { randomUUID } from 'node:crypto'
import Attachment from '#models/attachment'
import type User from '#models/user'
import clock from '#services/clock'

/** A file that somebody uploaded for a form of his and that nothing has taken yet; without a blob. @returns its id */
export async function stageText(by: User, name: string): Promise<number> {
  const { id } = await Attachment.create({
    uploaderId: by.id,
    kind: 'comment',
    driveKey: `attachments/test/${randomUUID()}`,
    name,
    mime: 'text/plain',
    bytes: 3,
    sha256: '0'.repeat(64),
    createdAt: clock.now(),
  })
  return id
}
