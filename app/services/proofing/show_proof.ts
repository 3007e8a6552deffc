import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { findDeliverable, type FoundDeliverable } from '#services/deliverables/find_deliverable'
import {
  describeProof,
  type AskedPlace,
  type DescribedProof,
} from '#services/proofing/describe_proof'
import { linksOf } from '#services/proofing/links_of'
import { loadProof } from '#services/proofing/load_proof'
import { lookerOf } from '#services/proofing/looker'
import { findWorkflow } from '#workflows/index'
import { mayMove } from '#workflows/workflow'

export interface ProofQuestion extends AskedPlace {
  version?: number
}

/**
 * The proof page of a deliverable for somebody of the desk, in words, in a constant number of queries.
 * @throws NotFound for strangers, removed deliverables, versions and pages that do not exist
 */
export async function showProof(
  ticketId: number,
  id: number,
  viewer: User,
  question: ProofQuestion,
  words: Words
): Promise<DescribedProof> {
  const found = await findDeliverable(ticketId, id, viewer, question.version)
  const shown = await versionFor(found, question)
  if (question.page && shown.pages && question.page > shown.pages) throw new NotFound()
  const loaded = await loadProof({ ...found, shown }, { pin: question.pin })
  const page = `/tickets/${ticketId}/deliverables/${id}`
  const paths = {
    page,
    files: `/tickets/${ticketId}/attachments`,
    mentionable: `/tickets/${ticketId}/mentionable`,
    preflight: mayOverride(found) ? `${page}/preflight` : (true as const),
    crumbs: [
      { label: words.i18n.t('ticket.crumb'), href: '/tickets' },
      { label: `#${ticketId}`, href: `/tickets/${ticketId}` },
      { label: found.deliverable.name },
    ],
    links: linksOf({ ...found, shown }, words.i18n),
  }
  return describeProof(loaded, lookerOf(found, viewer, words.i18n), paths, words, question)
}

/** A pin that was checked off on an earlier version is looked at there, unless another version was asked for. */
async function versionFor(
  { deliverable, versions, shown }: FoundDeliverable,
  asked: ProofQuestion
) {
  if (!asked.pin || asked.version) return shown
  const pin = await db
    .from('pins')
    .join('attachments', 'attachments.id', 'pins.resolved_on')
    .where({ 'pins.deliverable_id': deliverable.id, 'pins.number': asked.pin })
    .select('attachments.version')
    .first()
  return versions.find((one) => one.version === pin?.version) ?? shown
}

/** Who delivers says why a file that fails its checks may stay; asked of the newest version alone. */
function mayOverride({ ticket, standing, versions, shown }: FoundDeliverable): boolean {
  return shown.id === versions[0].id && mayMove(findWorkflow(ticket.workflow), 'deliver', standing)
}
