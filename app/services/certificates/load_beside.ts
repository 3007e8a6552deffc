import db from '@adonisjs/lucid/services/db'
import type { Certificate, CertifiedBrief } from '#services/certificates/certificate'

/** What a certificate holds beside briefs and decisions: the files of the present brief, and what its numbers are called. */
export async function loadBeside(
  ticketId: number,
  briefs: CertifiedBrief[]
): Promise<Pick<Certificate, 'files' | 'names'>> {
  const products = briefs.flatMap((one) => [one.productId, ...one.items.map((it) => it.productId)])
  return {
    files: await loadBriefFiles(ticketId),
    names: {
      products: await namesIn('products', products),
      requestTypes: await namesIn(
        'request_types',
        briefs.map(({ requestTypeId }) => requestTypeId)
      ),
    },
  }
}

async function loadBriefFiles(ticketId: number): Promise<Certificate['files']> {
  const rows = await db
    .from('attachments')
    .where({ ticket_id: ticketId, kind: 'brief' })
    .whereNull('removed_at')
    .orderBy('id')
    .select('name', 'mime', 'bytes', 'sha256')
  return rows.map(({ bytes, ...row }) => ({ ...row, bytes: Number(bytes) }))
}

async function namesIn(table: string, ids: (number | null)[]): Promise<Record<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  const rows = await db.from(table).whereIn('id', known).select('id', 'name')
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
