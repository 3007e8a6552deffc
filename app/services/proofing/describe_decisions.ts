import type { Words } from '#services/activity/describe_activity'
import { describeWriter } from '#services/proofing/describe_writer'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { Looker } from '#services/proofing/looker'
import type { ProofPaths } from '#services/proofing/proof_paths'
import { renderSaid } from '#services/proofing/render_said'
import { saidDecision } from '#services/proofing/said_decision'

/** All of them stand there; the newest of the desk on the newest version counts. */
export function describeDecisions(
  proof: LoadedProof,
  looker: Looker,
  paths: ProofPaths,
  words: Words
) {
  const newest = proof.versions[0].version
  const counting = proof.decisions.find((one) => !one.is_advice && one.version === newest)
  return proof.decisions.map((one) => ({
    ...saidDecision(one.decision, words),
    ...describeWriter(one, proof, { isGuest: looker.guestId !== null }, words),
    id: one.id,
    version: one.version,
    isAdvice: one.is_advice,
    counts: one === counting,
    detail: words.i18n.t('proof.decision_on', { version: one.version }),
    html: one.note ? renderSaid(one.note, proof.people, paths) : '',
  }))
}
