import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { ProofDecision } from '#models/deliverable'
import { nameIn } from '#services/words/name_in'

/** One thing that was made, with its newest version, as lists of it show it. */
export interface ListedDeliverable {
  id: number
  name: string
  versions: number
  openPins: number
  decision: ProofDecision | null
  decidedBy: string | null
  decidedAt: DateTime | null
  /** Somebody of the desk has said of one of its versions whether it is good; then it stays. */
  isJudged: boolean
  createdAt: DateTime
  current: {
    id: number
    name: string
    mime: string
    bytes: number
    width: number | null
    height: number | null
    durationMs: number | null
    pages: number | null
    hasThumbnail: boolean
    preview: string | null
    preflight: unknown
    preflightReason: string | null
    uploader: string
    createdAt: DateTime
  }
}

/** What was delivered on a ticket, the oldest first, in one query; what was taken away is left out. */
export async function listDeliverables(ticketId: number): Promise<ListedDeliverable[]> {
  const rows = await db
    .from('deliverables as d')
    .join('attachments as a', 'a.id', 'd.current_id')
    .join('users as u', 'u.id', 'a.uploader_id')
    .leftJoin('users as j', 'j.id', 'd.decided_by')
    .where('d.ticket_id', ticketId)
    .whereNull('d.removed_at')
    .orderBy('d.id')
    .select('a.*')
    .select(
      'd.id as deliverable',
      'd.name as called',
      'd.versions',
      'd.open_pins',
      'd.decision',
      'd.decided_at',
      'd.created_at as begun_at',
      db.raw(`${nameIn('u')} as uploader`),
      db.raw(`case when j.id is not null then ${nameIn('j')} end as decider`),
      db.raw(
        'exists (select 1 from proof_decisions p where p.deliverable_id = d.id and not p.is_advice) as is_judged'
      )
    )
  return rows.map(asListed)
}

const time = (value: Date) => DateTime.fromJSDate(value, { zone: 'utc' })

function asListed(row: any): ListedDeliverable {
  return {
    id: row.deliverable,
    name: row.called,
    versions: row.versions,
    openPins: row.open_pins,
    decision: row.decision,
    decidedBy: row.decider,
    decidedAt: row.decided_at && time(row.decided_at),
    isJudged: row.is_judged,
    createdAt: time(row.begun_at),
    current: {
      id: row.id,
      name: row.name,
      mime: row.mime,
      bytes: Number(row.bytes),
      width: row.width,
      height: row.height,
      durationMs: row.duration_ms,
      pages: row.pages,
      hasThumbnail: row.thumbnail_key !== null,
      preview: row.preview,
      preflight: row.preflight,
      preflightReason: row.preflight_reason,
      uploader: row.uploader,
      createdAt: time(row.created_at),
    },
  }
}
