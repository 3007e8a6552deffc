import type { Words } from '#services/activity/describe_activity'
import { describePlace } from '#services/proofing/describe_place'
import { describeWriter } from '#services/proofing/describe_writer'
import type { LoadedPin } from '#services/proofing/load_pins'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { Looker } from '#services/proofing/looker'
import type { ProofPaths } from '#services/proofing/proof_paths'
import { renderSaid } from '#services/proofing/render_said'

/** One pin with its thread, in words, as it belongs to the shown version. */
export function describePin(
  pin: LoadedPin,
  proof: LoadedProof,
  looker: Looker,
  paths: ProofPaths,
  words: Words
) {
  const { i18n } = words
  const [first, ...answers] = proof.words.get(pin.id) ?? []
  const version = proof.shown.version!
  const at = (of: number) => (of === proof.versions[0].version ? '' : `version=${of}&`)
  const isCarried = pin.made_on < version
  const isGuest = looker.guestId !== null
  const isOwn = isGuest ? pin.guest_id === looker.guestId : pin.author_id === looker.userId
  const base = `${paths.page}/pins/${pin.number}`
  const hidden = pin.comment_count - 1 - answers.length
  return {
    number: pin.number,
    shape: pin.shape,
    page: pin.page,
    points: JSON.stringify(pin.points),
    startMs: pin.start_ms,
    endMs: pin.end_ms,
    /** A pin that was checked off on a later version was open on this one, and is done all the same. */
    isOpen: pin.resolved_at === null,
    where: describePlace(pin, i18n),
    from: isCarried ? i18n.t('proof.from', { version: pin.made_on }) : null,
    fromHref: `${paths.page}?version=${pin.made_on}&pin=${pin.number}#pin-${pin.number}`,
    ...describeWriter(pin, proof, { isGuest }, words),
    html: first ? renderSaid(first.body, proof.people, paths) : '',
    answers: answers.map((one) => ({
      id: one.id,
      ...describeWriter(one, proof, { isGuest }, words),
      html: renderSaid(one.body, proof.people, paths),
    })),
    hidden: hidden > 0 ? i18n.t('proof.hidden_answers', { count: hidden }) : null,
    resolved: pin.resolved_at ? sayResolved(pin, proof, words) : null,
    href: `${paths.page}?${at(version)}pin=${pin.number}#pin-${pin.number}`,
    mayAnswer: looker.mayPin,
    mayResolve: looker.mayPin && (isOwn || looker.mayResolveAny),
    answerUrl: `${base}/answers`,
    resolveUrl: `${base}/resolution`,
    reopenUrl: `${base}/resolution/delete`,
  }
}

function sayResolved(pin: LoadedPin, { people, shown }: LoadedProof, { i18n, times }: Words) {
  const name = people.byId.get(pin.resolved_by ?? 0)?.fullName ?? pin.resolver_name ?? ''
  const key = pin.done_on === shown.version ? 'proof.resolved_by' : 'proof.resolved_on'
  return i18n.t(key, { name, version: pin.done_on ?? '', at: times.moment(pin.resolved_at) })
}
