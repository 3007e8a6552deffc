import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import env from '#start/env'
import type Ticket from '#models/ticket'
import User from '#models/user'
import {
  HOW,
  KIND,
  type Certificate,
  type CertifiedBrief,
  type CertifiedDecision,
  type CertifiedPerson,
} from '#services/certificates/certificate'
import { digestOf } from '#services/certificates/digest'
import { hashDecisions, inUtc, loadDecisions } from '#services/certificates/load_decisions'
import { loadVersions } from '#services/certificates/load_versions'
import { signCertificate, type SignedCertificate } from '#services/certificates/sign_certificate'
import { standOfSteps, type Stand } from '#services/certificates/stand_of_steps'
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
  const versions = await loadVersions(ticketId)
  const bare = await loadDecisions(ticketId)
  const files = await loadBriefFiles(ticketId)
  const called = await findNames(versions.map(({ brief }) => brief))
  const ids = [viewer.id, ticket.requesterId, ...versions.map(({ userId }) => userId)]
  const personOf = await findPeople([...ids, ...bare.map(({ by }) => by)])
  const stand = standOfSteps(ticket, bare)
  const briefVersions = versions.map(({ version, at, userId, brief }) => ({
    version,
    at: at.toISOString(),
    by: personOf(userId),
    brief,
    sha256: digestOf(brief),
  }))
  const decisions: CertifiedDecision[] = bare.map((one) => ({ ...one, by: personOf(one.by) }))
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
    standing: standing(ticket, stand, personOf, i18n),
    briefVersions,
    decisions,
    files,
    names: called,
    hashes: {
      how: HOW,
      brief: briefVersions.find(({ version }) => version === ticket.briefVersion)?.sha256 ?? '',
      decisions: hashDecisions(bare),
    },
  })
}

type PersonOf = (id: number | null) => CertifiedPerson | null

function standing(
  { briefVersion, round }: Ticket,
  { steps, isApproved, words }: Stand,
  personOf: PersonOf,
  i18n: I18n
): Certificate['standing'] {
  return {
    briefVersion,
    round,
    isApproved,
    steps: steps.map((step) => ({ ...step, by: personOf(step.by) })),
    inWords: i18n.t(`certificate.standing.${words}`, { version: briefVersion }),
  }
}

async function findPeople(ids: (number | null)[]): Promise<PersonOf> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  const people = await User.query().whereIn('id', known)
  const byId = new Map(
    people.map(({ id, fullName: name, username }) => [id, { id, name, username }])
  )
  return (id) => (id === null ? null : (byId.get(id) ?? null))
}

async function findNames(briefs: CertifiedBrief[]): Promise<Certificate['names']> {
  const products = briefs.flatMap((one) => [one.productId, ...one.items.map((it) => it.productId)])
  const types = briefs.map(({ requestTypeId }) => requestTypeId)
  const named = async (table: string, ids: (number | null)[]) => {
    const rows = await db.from(table).whereIn('id', [...new Set(ids)].filter(Boolean) as number[])
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
  }
  return {
    products: await named('products', products),
    requestTypes: await named('request_types', types),
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
