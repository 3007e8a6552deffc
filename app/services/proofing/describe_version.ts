import type Attachment from '#models/attachment'
import type { Words } from '#services/activity/describe_activity'
import { kindOf } from '#services/proofing/kind_of'
import { describePreflight } from '#services/preflight/describe_preflight'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { ProofPaths } from '#services/proofing/proof_paths'
import { saidDecision } from '#services/proofing/said_decision'

const ICONS = {
  image: 'photo',
  pdf: 'file-type-pdf',
  film: 'video',
  sound: 'music',
  other: 'file',
}

/** A version in the list of versions: who and when, and what was decided on it. */
export function describeVersion(
  file: Attachment,
  { shown, people, decisions, versions }: LoadedProof,
  { page, files, preflight }: ProofPaths,
  words: Words
) {
  const { times } = words
  const isNewest = file.id === versions[0].id
  const decided = decisions.find((one) => !one.is_advice && one.version === file.version)
  return {
    id: file.id,
    version: file.version!,
    href: isNewest ? page : `${page}?version=${file.version}`,
    thumbnail: file.thumbnailKey ? `${files}/${file.id}/thumbnail` : null,
    icon: ICONS[kindOf(file)],
    by: people.byId.get(file.uploaderId)?.fullName ?? '',
    at: times.moment(file.createdAt),
    exact: times.exact(file.createdAt),
    iso: times.iso(file.createdAt),
    isShown: file.id === shown.id,
    isNewest,
    decision: decided ? saidDecision(decided.decision, words) : null,
    /** Of no business to guests. */
    preflight: preflight ? describePreflight(file, words.i18n) : null,
  }
}
