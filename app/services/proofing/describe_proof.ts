import { PROOF_DECISIONS } from '#models/deliverable'
import type { Words } from '#services/activity/describe_activity'
import { describeDecisions } from '#services/proofing/describe_decisions'
import { describePin } from '#services/proofing/describe_pin'
import { describeShown } from '#services/proofing/describe_shown'
import { describeVersion } from '#services/proofing/describe_version'
import { kindOf } from '#services/proofing/kind_of'
import { lastSpeaker } from '#services/proofing/last_speaker'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { Looker } from '#services/proofing/looker'
import type { ProofPaths } from '#services/proofing/proof_paths'

export interface AskedPlace {
  page?: number
  pin?: number
}

export type DescribedProof = ReturnType<typeof describeProof>

/** Puts a loaded proof into words for who looks at it: all that its components need. */
export function describeProof(
  proof: LoadedProof,
  looker: Looker,
  paths: ProofPaths,
  words: Words,
  asked: AskedPlace = {}
) {
  const { deliverable, versions, shown, earlier } = proof
  const { i18n } = words
  const pins = proof.pins.map((pin) => describePin(pin, proof, looker, paths, words))
  const described = versions.map((one) => describeVersion(one, proof, paths, words))
  const version = shown.version!
  return {
    id: deliverable.id,
    ticketId: deliverable.ticketId,
    name: deliverable.name,
    label: i18n.t('proof.label', { name: deliverable.name, version }),
    kind: kindOf(shown),
    shown: describeShown(shown, proof, paths, words),
    newest: described[0],
    versions: described,
    delivered: i18n.t('proof.delivered', {
      version,
      name: described.find((one) => one.isShown)!.by,
      at: words.times.moment(shown.createdAt),
    }),
    page: asked.page ?? null,
    pin: asked.pin ?? null,
    pins,
    openPins: pins.filter((pin) => pin.isOpen).length,
    earlier: earlier > 0 ? i18n.t('proof.earlier', { count: earlier }) : null,
    /** Of the shown version; the newest one's is the deliverable's. */
    decision: described.find((one) => one.isShown)!.decision,
    decisions: describeDecisions(proof, looker, paths, words),
    judging: looker.judging && { ...looker.judging, choices: choicesOf(words) },
    mayPin: looker.mayPin,
    whyNoPin: looker.whyNoPin,
    closed: looker.closed,
    isAdvice: looker.guestId !== null,
    lastActor: lastSpeaker(proof),
    preflight: described.find((one) => one.isShown)!.preflight,
    crumbs: paths.crumbs,
    links: paths.links,
    addresses: {
      page: paths.page,
      live: `${paths.page}?version=${version}`,
      pins: `${paths.page}/pins`,
      decisions: `${paths.page}/decisions`,
      mentionable: paths.mentionable,
      preflight: typeof paths.preflight === 'string' ? paths.preflight : null,
    },
  }
}

function choicesOf({ i18n }: Words) {
  return PROOF_DECISIONS.map((value) => ({
    value,
    label: i18n.t(`proof.decision.${value}`),
    hint: i18n.t(`proof.decision_hint.${value}`),
  }))
}
