import type { I18n } from '@adonisjs/i18n'
import { appUrl } from '#config/app'
import env from '#start/env'
import type User from '#models/user'
import { HOW, KIND } from '#services/certificates/certificate'
import { digestOf } from '#services/certificates/digest'
import { findPeople } from '#services/certificates/find_people'
import { loadBeside } from '#services/certificates/load_beside'
import { hashDecisions, inUtc, loadDecisions } from '#services/certificates/load_decisions'
import { loadVersions } from '#services/certificates/load_versions'
import { signCertificate, type SignedCertificate } from '#services/certificates/sign_certificate'
import { standOfSteps } from '#services/certificates/stand_of_steps'
import clock from '#services/clock'
import { loadTicket } from '#services/tickets/show/load_ticket'

/**
 * The signed certificate of a ticket's approvals, as everybody who sees the ticket may know them: what was asked in which
 * versions, and who decided what when. Nothing internal is in it, and nothing is kept of it.
 * @throws NotFound for strangers, unknown numbers and the trash
 */
export async function issueCertificate(
  ticketId: number,
  viewer: User,
  i18n: I18n
): Promise<SignedCertificate> {
  const { ticket, names } = await loadTicket(ticketId, viewer)
  const { briefVersion, round } = ticket
  const versions = await loadVersions(ticketId)
  const bare = await loadDecisions(ticketId)
  const briefs = versions.map(({ brief }) => brief)
  const personOf = await findPeople([
    ...[viewer.id, ticket.requesterId],
    ...versions.map(({ userId }) => userId),
    ...bare.map(({ by }) => by),
  ])
  const stand = standOfSteps(ticket, bare)
  const briefVersions = versions.map(({ version, at, userId, brief }) => ({
    version,
    at: at.toISOString(),
    by: personOf(userId),
    brief,
    sha256: digestOf(brief),
  }))
  return signCertificate({
    kind: KIND,
    desk: { organisation: env.get('ORGANISATION', 'Countersign'), url: appUrl },
    issued: { at: inUtc(clock.now()), by: personOf(viewer.id)! },
    ticket: {
      number: ticket.id,
      title: ticket.title,
      workflow: ticket.workflow,
      status: ticket.status,
      requestType: names.type,
      product: names.product,
      requester: personOf(ticket.requesterId)!,
      requestingDepartment: names.requestingDepartment,
      handlingDepartment: names.handlingDepartment,
      createdAt: inUtc(ticket.createdAt),
    },
    standing: {
      briefVersion,
      round,
      isApproved: stand.isApproved,
      steps: stand.steps.map((step) => ({ ...step, by: personOf(step.by) })),
      inWords: i18n.t(`certificate.standing.${stand.words}`, { version: briefVersion }),
    },
    briefVersions,
    decisions: bare.map((one) => ({ ...one, by: personOf(one.by) })),
    ...(await loadBeside(ticketId, briefs)),
    hashes: {
      how: HOW,
      brief: briefVersions.find(({ version }) => version === briefVersion)?.sha256 ?? '',
      decisions: hashDecisions(bare),
    },
  })
}
