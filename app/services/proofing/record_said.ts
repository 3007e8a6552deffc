import { recordActivity } from '#services/activity/record_activity'
import { findMentioned } from '#services/comments/find_mentioned'
import { whoSees } from '#services/live/who_sees'
import type { Telling } from '#services/notifications/tell'
import type { LockedProof } from '#services/proofing/with_locked_proof'
import type { Audience } from '#workflows/workflow'

export interface Said {
  action: 'pinned' | 'pin_answered' | 'pin_resolved' | 'pin_reopened' | 'proof_decided'
  /** The kind of notification; a guest's words are one kind of their own. */
  kind: string
  /** The pin it is about. */
  number?: number
  /** What was written: who is mentioned in it is told. */
  body?: string
  /** Who spoke there before. */
  threadIds?: number[]
  to: Audience[]
  details?: Record<string, unknown>
}

/**
 * Writes what happened to a proof into the ticket's one funnel. The desk shows it to the people it concerns; twenty pins
 * are not twenty mails (notifications/events: proof).
 * @returns names of people who were mentioned and may not see the ticket; they were not told
 */
export async function recordSaid(proof: LockedProof, said: Said): Promise<string[]> {
  const { trx, ticket, deliverable, guest, by } = proof
  const { number } = said
  const about = {
    deliverable: deliverable.name,
    deliverableId: deliverable.id,
    ...(number ? { pin: number } : {}),
  }
  const mentioned = by && said.body ? await findMentioned(proof, said.body) : []
  const seeing = mentioned.filter((one) => one.seesTicket)
  const spoken = [...new Set([...(said.threadIds ?? []), ...(await hostOf(proof))])]
  const seen = await whoSees(new Map([[ticket.id, { from: new Set<string>() }]]), spoken, trx)
  const details = guest ? { ...about, guest: guest.name } : about
  const kind = guest ? 'guest_said' : said.kind
  const tells: Telling[] = [
    { to: ['mentioned'], kind: 'mention', details },
    { to: said.to, kind, details: { ...details, ...said.details } },
  ]
  await recordActivity(proof, {
    action: said.action,
    details: { ...details, ...said.details },
    isChange: false,
    threadIds: seen.get(ticket.id) ?? [],
    mentionedIds: seeing.map((one) => one.id),
    tells,
  })
  return mentioned.filter((one) => !one.seesTicket).map((one) => one.fullName)
}

/** Who hears of pins and answers: who does the work and who spoke there; what they ask themselves, also who asked for it. */
export function whoHears({ standing, guest }: LockedProof): Audience[] {
  const { relations } = standing
  const isDoing = !guest && (relations.has('assignee') || relations.has('collaborator'))
  return ['thread', 'assignee', 'collaborators', ...(isDoing ? (['requester'] as const) : [])]
}

/** Who made the link that a guest came by hears of what he says. */
async function hostOf({ trx, guest }: LockedProof): Promise<number[]> {
  if (!guest) return []
  const link = await trx.from('guest_reviews').where('id', guest.reviewId).first()
  return [link.created_by]
}
