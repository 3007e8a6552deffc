import type { Decision } from '#models/approval'
import type { Channel, Step } from '#workflows/workflow'

export const KIND = 'countersign/approval-certificate/1'

export interface CertifiedPerson {
  id: number
  name: string
  username: string
}

/** What was asked, as it is hashed: numbers of products and types, so that renaming one changes no hash. */
export interface CertifiedBrief {
  title: string
  description: string
  requestTypeId: number
  productId: number | null
  items: { productId: number; quantity: number; criteria: string | null }[]
  quantity: number | null
  criteria: string | null
  fileFormat: string | null
  scheduledStart: string | null
  scheduledEnd: string | null
  files: { name: string; sha256: string }[]
}

export interface CertifiedVersion {
  version: number
  at: string
  by: CertifiedPerson | null
  brief: CertifiedBrief
  sha256: string
}

export interface CertifiedDecision {
  step: Step
  decision: Decision
  by: CertifiedPerson | null
  at: string
  channel: Channel
  round: number
  briefVersion: number
  /** Why a step was skipped. */
  reason: string | null
  note: string | null
  /** Since when it counts no more. */
  voidedAt: string | null
}

/** How one step stands for the present brief version. */
export interface CertifiedStep {
  step: Step
  state: Decision | 'waits' | 'open'
  by: CertifiedPerson | null
  at: string | null
}

/** What a certificate says, before it is signed. Times are ISO 8601 in UTC. */
export interface Certificate {
  kind: typeof KIND
  desk: { organisation: string; url: string }
  issued: { at: string; by: CertifiedPerson }
  ticket: {
    number: number
    title: string
    workflow: string
    status: string
    requestType: string
    product: string | null
    requester: CertifiedPerson
    requestingDepartment: string
    handlingDepartment: string
    createdAt: string
  }
  standing: {
    briefVersion: number
    round: number
    /** Every step said yes to the present brief version, or was skipped, and one of them was a person's yes. */
    isApproved: boolean
    steps: CertifiedStep[]
    inWords: string
  }
  briefVersions: CertifiedVersion[]
  decisions: CertifiedDecision[]
  /** The files of the present brief version. */
  files: { name: string; mime: string; bytes: number; sha256: string }[]
  /** What products and request types are called now, by the numbers that the briefs hold. */
  names: { products: Record<string, string>; requestTypes: Record<string, string> }
  hashes: { how: string; brief: string; decisions: string }
}

/** What `hashes` is, so that somebody else can compute it. */
export const HOW =
  'SHA-256 in hex of the UTF-8 bytes of a value in canonical form (RFC 8785, every text in Unicode NFC). ' +
  '"sha256" of a brief version is that of its "brief"; "hashes.brief" is that of the present version. ' +
  '"hashes.decisions" is that of "decisions" with every "by" replaced by its "id", or null. ' +
  'Hashes of files are SHA-256 in hex of their bytes.'
