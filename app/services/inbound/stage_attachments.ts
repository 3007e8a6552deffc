import { createHash, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { uploadLimits } from '#services/files/limits'
import type { ReceivedFile } from '#services/files/keep_part'
import { forgetFiles, uploadFolder } from '#services/files/receive_files'
import { stageReceived, type StagedFiles } from '#services/files/stage_received'
import type { MailPart } from '#services/inbound/parse_mail'

/**
 * Keeps the attachments of a mail for their sender, by the same rules as files of a form: as many as the ticket still
 * takes, sized and told by their content.
 * @returns the files, and a sentence for each kind of refusal
 */
export async function stageAttachments(
  parts: MailPart[],
  ticketId: number,
  by: User
): Promise<StagedFiles> {
  if (parts.length === 0) return { files: [], problems: [] }
  const limits = await uploadLimits()
  const ticket = await Ticket.find(ticketId)
  const room = Math.max(0, limits.files - (ticket?.attachmentCount ?? 0))
  await mkdir(uploadFolder(), { recursive: true, mode: 0o700 })
  const received: ReceivedFile[] = []
  try {
    for (const part of parts) {
      const isTooMany = received.length >= room
      received.push(await receive(part, limits.bytes, isTooMany))
    }
    const { files, problems } = await stageReceived(received, by, limits)
    return { files, problems: [...new Set(problems)] }
  } finally {
    await forgetFiles(received)
  }
}

async function receive(
  { name, mime, content }: MailPart,
  most: number,
  isTooMany: boolean
): Promise<ReceivedFile> {
  const isTooBig = content.length > most
  const file = {
    name: name || nameFor(mime),
    path: join(uploadFolder(), randomUUID()),
    bytes: content.length,
    sha256: '',
    isTooBig,
    isTooMany,
  }
  if (isTooBig || isTooMany) return file
  await writeFile(file.path, content, { flag: 'wx', mode: 0o600 })
  return { ...file, sha256: createHash('sha256').update(content).digest('hex') }
}

/** Forwarded mails and pasted pictures often have no name. */
function nameFor(mime: string): string {
  if (mime === 'message/rfc822') return 'mail.eml'
  const ending = mime.split('/')[1] ?? ''
  return /^[a-z0-9]{2,5}$/.test(ending) ? `file.${ending}` : 'file.txt'
}
