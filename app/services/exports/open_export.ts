import { addAbortSignal, pipeline, Readable } from 'node:stream'
import { Invalid } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { bounded } from '#services/exports/bounded'
import { MOST_EXPORTED, type Exported, type ExportReader } from '#services/exports/exported'
import { inTurn } from '#services/exports/in_turn'
import { noteExport } from '#services/exports/note_export'
import { viewerNow } from '#services/exports/viewer_now'
import { PATIENCE, whileRead } from '#services/exports/while_read'
import { writeCsv } from '#services/exports/write_csv'
import { writeXlsx } from '#services/exports/write_xlsx'
import type { ExportFormat } from '#validators/export'

/** How long an export may take, in milliseconds: a slow reader does not keep a place for ever. */
const LONGEST = 30 * 60_000

/** What is asked for: which list, as what, by whom. */
export interface ExportAsked {
  /** What the audit calls it. */
  subject: string
  action?: string
  format: ExportFormat
  actor: Actor
  reader: ExportReader
  sessionId?: number | null
  /** How long the reader may take nothing, in milliseconds. */
  patience?: number
}

export interface OpenExport {
  stream: Readable
  name: string
}

/**
 * Opens an export, audited before its first row leaves. It is read in small pieces as fast as it is taken, each with the
 * rights its reader has by then; when he loses them, or takes nothing any more, it breaks off and nothing more is asked of
 * the database.
 * @param load finds what is exported, and judges whether the reader may have it
 * @throws what `inTurn` and `load` throw; Invalid 422 for more rows than a file takes
 */
export async function openExport(
  asked: ExportAsked,
  load: (reader: ExportReader) => Promise<Exported>
): Promise<OpenExport> {
  const { actor, reader, sessionId = null, patience = PATIENCE } = asked
  const now = viewerNow(reader.viewer, sessionId)
  return inTurn(actor, async () => {
    const exported = await load({ ...reader, viewer: await now() })
    const { tables, count, name } = exported
    if (count !== null && count > MOST_EXPORTED) {
      throw new Invalid('format', 'exports.too_many', { most: MOST_EXPORTED })
    }
    await noteExport(asked, exported)
    const write = asked.format === 'csv' ? writeCsv : writeXlsx
    const rows = Readable.from(write(tables.map(bounded), { ...reader, viewerNow: now }))
    addAbortSignal(AbortSignal.timeout(LONGEST), rows)
    // What breaks, or breaks off, in one of them ends both.
    return { stream: pipeline(rows, whileRead(patience), () => {}), name }
  })
}
