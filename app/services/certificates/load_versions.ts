import db from '@adonisjs/lucid/services/db'
import type { CertifiedBrief } from '#services/certificates/certificate'

/** A brief version as it was when it came to be, and through whom. */
export interface BriefVersion {
  version: number
  at: Date
  userId: number | null
  brief: CertifiedBrief
}

/**
 * Every version of a ticket's brief, the first one first: what the snapshot of the activity holds that made it. Later
 * snapshots of a version hold the planned schedule, which is no brief.
 * @param version this one alone
 */
export async function loadVersions(ticketId: number, version?: number): Promise<BriefVersion[]> {
  const { rows } = await db.rawQuery(
    `select distinct on ((s.data ->> 'brief_version')::int)
       (s.data ->> 'brief_version')::int as version, s.created_at, s.data, a.actor_id
     from ticket_snapshots s join activities a on a.id = s.activity_id
     where s.ticket_id = :ticketId
       and (:version::int is null or (s.data ->> 'brief_version')::int = :version)
     order by (s.data ->> 'brief_version')::int, s.activity_id`,
    { ticketId, version: version ?? null }
  )
  return rows.map((row: any) => ({
    version: row.version,
    at: row.created_at,
    userId: row.actor_id,
    brief: briefIn(row.data),
  }))
}

/** The brief that a snapshot holds; nothing of people, priority and status, which are none. */
export function briefIn(data: any): CertifiedBrief {
  return {
    title: data.title,
    description: data.description,
    requestTypeId: data.request_type_id,
    productId: data.product_id,
    items: data.items.map((item: any) => ({
      productId: item.product_id,
      quantity: item.quantity,
      criteria: item.criteria,
    })),
    quantity: data.quantity,
    criteria: data.criteria,
    fileFormat: data.file_format,
    scheduledStart: instant(data.scheduled_start),
    scheduledEnd: instant(data.scheduled_end),
    files: data.files.map(({ name, sha256 }: any) => ({ name, sha256 })),
  }
}

/** The zone in which the database wrote a time says nothing. */
function instant(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
