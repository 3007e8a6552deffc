import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { NotFound } from '#exceptions/refusals'
import { uploadLimits } from '#services/files/limits'
import { openBlob } from '#services/files/open_blob'
import type Ticket from '#models/ticket'
import type { LeftOut } from '#services/tickets/rollback/left_out'
import type { Past } from '#services/tickets/rollback/read_past'

export interface NamedFile {
  id: number
  name: string
}

export interface FilesPlan {
  /** Taken away since, and shown again. */
  back: NamedFile[]
  /** Put on since, and taken away. */
  away: NamedFile[]
  leftOut: LeftOut[]
}

interface FileRow extends NamedFile {
  drive_key: string
  removed_at: Date | null
  came_by_merge: boolean
}

/**
 * Which files of the brief come back and which go. A file that is stored no longer stays gone; what came from a merged
 * ticket stays, because it has no other place.
 */
export async function planFiles(
  client: QueryClientContract,
  ticket: Ticket,
  past: Past,
  mayEdit: boolean
): Promise<FilesPlan> {
  const rows = await briefFiles(client, ticket.id)
  const then = new Set(past.files.map(({ id }) => id))
  const present = rows.filter((row) => row.removed_at === null)
  const later = present.filter(({ id }) => !then.has(id))
  const missing = past.files.filter(({ id }) => !present.some((row) => row.id === id))
  if (!mayEdit) {
    const leftOut = [...later, ...missing].map(({ name }) => leaveOut(name, 'frozen'))
    return { back: [], away: [], leftOut }
  }
  const plan: FilesPlan = { back: [], away: later.filter((row) => !row.came_by_merge), leftOut: [] }
  plan.leftOut = later
    .filter((row) => row.came_by_merge)
    .map(({ name }) => leaveOut(name, 'file_merged'))
  const { files: most } = await uploadLimits(client as any)
  let room = most - ticket.attachmentCount + plan.away.length
  for (const { id, name } of missing) {
    const row = rows.find((one) => one.id === id)
    if (!row || !(await isStored(row))) plan.leftOut.push(leaveOut(name, 'file_gone'))
    else if (room <= 0) plan.leftOut.push(leaveOut(name, 'too_many_files'))
    else {
      plan.back.push(row)
      room -= 1
    }
  }
  return plan
}

function leaveOut(name: string, why: LeftOut['why']): LeftOut {
  return { field: 'files', name, why }
}

/** Every file that was ever put on this ticket's brief. */
async function briefFiles(client: QueryClientContract, ticketId: number): Promise<FileRow[]> {
  const { rows } = await client.rawQuery(
    `select a.id, a.name, a.drive_key, a.removed_at, exists (
         select 1 from tickets m join ticket_snapshots s on s.ticket_id = m.id
         where m.merged_into = a.ticket_id and s.data -> 'files' @> jsonb_build_array(jsonb_build_object('id', a.id))
       ) as came_by_merge
     from attachments a where a.ticket_id = :ticketId and a.kind = 'brief' order by a.id`,
    { ticketId }
  )
  return rows
}

async function isStored({ drive_key: key }: FileRow): Promise<boolean> {
  try {
    await openBlob(key)
    return true
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}
