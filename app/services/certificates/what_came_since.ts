import Ticket from '#models/ticket'
import { digestOf } from '#services/certificates/digest'
import { recallDecisions } from '#services/certificates/recall_decisions'
import { loadDecisions } from '#services/certificates/load_decisions'
import { loadVersions } from '#services/certificates/load_versions'
import type { ShortForm } from '#services/certificates/short_form'

/**
 * What became of a ticket since a genuine certificate of it was issued:
 * `nothing`; `newer_brief`: what was asked has changed; `withdrawn`: a decision on it counts no more; `more`: somebody
 * decided since; `gone`: it is in the trash or purged; `differs`: the desk's own rows of that time are not what was signed.
 */
export type Since = 'nothing' | 'newer_brief' | 'withdrawn' | 'more' | 'gone' | 'differs'

/**
 * Compares what a genuine certificate says with the desk's rows. It is told to strangers who hold the certificate: one word,
 * and nothing of content, people or times.
 */
export async function whatCameSince(short: ShortForm): Promise<Since> {
  const ticket = await Ticket.query().where('id', short.number).whereNull('deleted_at').first()
  if (!ticket) return 'gone'
  const [version] = await loadVersions(short.number, short.briefVersion)
  const decisions = await loadDecisions(short.number)
  const then = recallDecisions(decisions, short)
  if (!then || !version || !digestOf(version.brief).startsWith(short.brief)) return 'differs'
  if (ticket.briefVersion !== short.briefVersion) return 'newer_brief'
  if (then.some((one, at) => one.voidedAt !== decisions[at].voidedAt)) return 'withdrawn'
  return decisions.length > then.length ? 'more' : 'nothing'
}
