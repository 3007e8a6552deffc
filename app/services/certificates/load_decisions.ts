import type { DateTime } from 'luxon'
import Approval from '#models/approval'
import { digestOf } from '#services/certificates/digest'

/** A decision without the names of people, as it is hashed. */
export interface BareDecision {
  step: Approval['step']
  decision: Approval['decision']
  by: number | null
  at: string
  channel: Approval['channel']
  round: number
  briefVersion: number
  reason: string | null
  note: string | null
  voidedAt: string | null
}

/** Every decision ever given on a ticket, in order; also those that count no more. */
export async function loadDecisions(ticketId: number): Promise<BareDecision[]> {
  const approvals = await Approval.query().where('ticketId', ticketId).orderBy('id')
  return approvals.map((one) => ({
    step: one.step,
    decision: one.decision,
    by: one.userId,
    at: inUtc(one.decidedAt),
    channel: one.channel,
    round: one.round,
    briefVersion: one.briefVersion,
    reason: one.reason,
    note: one.note || null,
    voidedAt: one.voidedAt && inUtc(one.voidedAt),
  }))
}

/** The hash of decisions (`hashes.decisions`). */
export function hashDecisions(decisions: BareDecision[]): string {
  return digestOf(decisions)
}

/** ISO 8601 in UTC with milliseconds: texts in this form sort like the moments. */
export function inUtc(time: DateTime): string {
  return time.toUTC().toISO()!
}
