import { PROOF_DECISIONS } from '#models/deliverable'
import type { Words } from '#services/activity/describe_activity'
import { describePin, describeWriter, mentionedIn } from '#services/proofing/describe_pin'
import { describeShown, describeVersion } from '#services/proofing/describe_version'
import { kindOf } from '#services/proofing/kind_of'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { Looker } from '#services/proofing/looker'
import { saidDecision } from '#services/proofing/said_decision'
import { renderText } from '#services/words/render_text'

/** The addresses of a proof: a guest's page is made of the same components with other ones. */
export interface ProofPaths {
  /** The page itself; its forms post below it (pins, pins/3/answers, pins/3/resolution, decisions). */
  page: string
  /** Below it the files: `/12`, `/12/thumbnail`, `/12/screen`. */
  files: string
  /** Who may be mentioned; null where nobody is. */
  mentionable: string | null
  /** Where whoever delivers lets a file stay that fails its checks; true for others who see them, null for guests. */
  preflight?: string | true | null
  /** Originals are cleaned of what they say about camera and place, or not given. */
  isCleaned?: boolean
  crumbs: { label: string; href?: string }[] | null
  links: { href: string; label: string; icon: string }[]
}

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
    lastActor: lastActor(proof),
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

/** All of them stand there; the newest of the desk on the newest version counts. */
function describeDecisions(proof: LoadedProof, looker: Looker, paths: ProofPaths, words: Words) {
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
    html: one.note ? renderText(one.note, mentionedIn(proof.people, paths)) : '',
  }))
}

/** Who was the last to say something here. */
function lastActor({ words, decisions, people }: LoadedProof): string | null {
  const said = [...[...words.values()].flat(), ...decisions]
  const last = said.reduce<(typeof said)[number] | null>(
    (newest, one) => (newest && newest.created_at > one.created_at ? newest : one),
    null
  )
  return last && (last.guest_name ?? people.byId.get(last.author_id ?? 0)?.fullName ?? null)
}
