import { pipeline, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import db from '@adonisjs/lucid/services/db'
import { Invalid, Refusal } from '#exceptions/refusals'
import { recordAudit } from '#services/activity/record_audit'
import type { Actor } from '#services/actor'
import {
  MOST_EXPORTED,
  type Exported,
  type ExportReader,
  type ExportTable,
} from '#services/exports/exported'
import { viewerNow } from '#services/exports/viewer_now'
import { PATIENCE, whileRead } from '#services/exports/while_read'
import { writeCsv } from '#services/exports/write_csv'
import { writeXlsx } from '#services/exports/write_xlsx'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'
import type { ExportFormat } from '#validators/export'

/** What is asked for: which list, as what, by whom. */
export interface ExportAsked {
  /** What the audit calls it: the list, and the filters as they were given. */
  subject: string
  action?: string
  filters: Record<string, unknown>
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
 * the database. One a person at a time, on every machine.
 * @param load finds what is exported, and judges whether the reader may have it
 * @throws Refusal 429 while an export of his runs, Invalid 422 for more rows than a file takes, and whatever `load` throws
 */
export async function openExport(
  asked: ExportAsked,
  load: (reader: ExportReader) => Promise<Exported>
): Promise<OpenExport> {
  const { actor, reader, sessionId = null, patience = PATIENCE } = asked
  const now = viewerNow(reader.viewer, sessionId)
  return alone(actor, async () => {
    const exported = await load({ ...reader, viewer: await now() })
    const { tables, count, name } = exported
    if (count !== null && count > MOST_EXPORTED)
      throw new Invalid('format', 'exports.too_many', { most: MOST_EXPORTED })
    await note(asked, count)
    const write = asked.format === 'csv' ? writeCsv : writeXlsx
    const rows = Readable.from(write(tables.map(bounded), { ...reader, viewerNow: now }))
    // What breaks, or breaks off, in one of them ends both.
    return { stream: pipeline(rows, whileRead(patience), () => {}), name }
  })
}

/** Never more than a file takes, also where nobody counted: it breaks off rather than leave rows out unsaid. */
function bounded({ pieces, ...table }: ExportTable): ExportTable {
  return {
    ...table,
    async *pieces(asking) {
      let count = 0
      for await (const rows of pieces(asking)) {
        count += rows.length
        if (count > MOST_EXPORTED) throw new RangeError('More rows than a file takes')
        yield rows
      }
    },
  }
}

/** Notes the export before its first row leaves: somebody who breaks it off has seen rows too. */
async function note(asked: ExportAsked, count: number | null) {
  const { subject, action = 'list_exported', filters, format, actor } = asked
  const changes = Object.entries(filters).flatMap(([field, value]) =>
    value === undefined || value === ''
      ? []
      : [{ field: `filter_${field}`, before: null, after: [value].flat().join(', ').slice(0, 200) }]
  )
  if (action === 'list_exported') changes.push({ field: 'format', before: null, after: format })
  if (count !== null) changes.push({ field: 'rows', before: null, after: String(count) })
  await recordAudit(db.connection(), { actor, action, subjectType: subject, changes })
}

/** One export a person at a time, on every machine. */
async function alone(actor: Actor, open: () => Promise<OpenExport>): Promise<OpenExport> {
  return new Promise((resolve, reject) => {
    const run = async () => {
      const opened = await open()
      resolve(opened)
      // Broken off by the reader is an end like any other.
      await finished(opened.stream).catch(() => {})
      return true
    }
    asTheOnlyOne(`export ${actor.by!.id}`, run).then((done) => {
      if (done === null) reject(new Refusal('exports.busy', {}, 429))
    }, reject)
  })
}
