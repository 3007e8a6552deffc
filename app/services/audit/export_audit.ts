import { pipeline, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import { recordAudit } from '#services/activity/record_audit'
import type { Actor } from '#services/actor'
import {
  readAuditQuestion,
  type AuditFilter,
  type AuditQuestion,
} from '#services/audit/audit_question'
import { headOfExport, rowsForExport } from '#services/audit/export_rows'
import { narrowAudit } from '#services/audit/narrow_audit'
import { PATIENCE, whileRead } from '#services/audit/while_read'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'

export const MOST_EXPORTED = 1_000_000

/**
 * Opens an export of the audit as CSV, newest first, and audits it with its filters and the number of its rows. It is
 * read in small pieces as fast as it is taken; when nobody takes it any more, for that many milliseconds, it breaks off and
 * nothing more is asked of the database.
 * @throws Refusal 403 for anybody but an admin, 429 while an export of his runs; Invalid 422 for filters that mean nothing
 */
export async function exportAudit(
  filter: AuditFilter,
  actor: Actor,
  { zone, i18n, patience = PATIENCE }: { zone: string; i18n: I18n; patience?: number }
): Promise<Readable> {
  const question = await readAuditQuestion(filter, zone)
  return alone(actor, async () => {
    const most = await begin(filter, question, actor)
    const csv = stringify({ bom: true, escape_formulas: true })
    csv.write(headOfExport(zone, i18n))
    const rows = Readable.from(rowsForExport(question, most, { zone, i18n }), {
      highWaterMark: 200,
    })
    // What breaks, or breaks off, in one of them ends all.
    return pipeline(rows, csv, whileRead(patience), () => {})
  })
}

/** Notes the export before its first row leaves: somebody who breaks it off has seen rows too. */
async function begin(filter: AuditFilter, question: AuditQuestion, actor: Actor): Promise<number> {
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const found = narrowAudit(trx.from('audit_events').select(trx.raw('1')), question)
    const row = await trx.from(found.limit(MOST_EXPORTED).as('found')).count('* as count').first()
    const count = Number(row.count)
    const filters = Object.entries(filter).flatMap(([field, value]) =>
      value ? [{ field: `filter_${field}`, before: null, after: String(value).slice(0, 200) }] : []
    )
    await recordAudit(trx, {
      actor,
      action: 'audit_exported',
      subjectType: 'audit',
      changes: [...filters, { field: 'rows', before: null, after: String(count) }],
    })
    return count
  })
}

/** One export a person at a time, on every machine. */
async function alone(actor: Actor, open: () => Promise<Readable>): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const run = async () => {
      const stream = await open()
      resolve(stream)
      // Broken off by the reader is an end like any other.
      await finished(stream).catch(() => {})
      return true
    }
    asTheOnlyOne(`export ${actor.by!.id}`, run).then((done) => {
      if (done === null) reject(new Refusal('audit.export_busy', {}, 429))
    }, reject)
  })
}
