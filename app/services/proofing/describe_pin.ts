import type { Words } from '#services/activity/describe_activity'
import { describePlace } from '#services/proofing/describe_place'
import type { LoadedPin, LoadedWords } from '#services/proofing/load_pins'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { Looker } from '#services/proofing/looker'
import type { ProofPaths } from '#services/proofing/describe_proof'
import { renderText, type MentionedPeople } from '#services/words/render_text'

/** What a pin, an answer and a decision have in common: whose words, and since when. */
export function describeWriter(
  row: { author_id: number | null; guest_name: string | null; created_at: Date },
  { people }: Pick<LoadedProof, 'people'>,
  { isGuest }: { isGuest: boolean },
  { i18n, times }: Words
) {
  const person = people.byId.get(row.author_id ?? 0)
  const detail = row.guest_name !== null ? i18n.t('proof.guest') : person?.department
  return {
    writer: {
      name: row.guest_name ?? person?.fullName ?? '',
      /** A guest learns nothing of the house. */
      detail: isGuest && row.guest_name === null ? '' : (detail ?? ''),
      initials: person?.initials ?? (row.guest_name ?? '').charAt(0).toUpperCase(),
      tone: person?.tone ?? 'rest',
    },
    at: times.moment(row.created_at),
    exact: times.exact(row.created_at),
    iso: times.iso(row.created_at),
  }
}

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
    html: first ? render(first, proof, paths) : '',
    answers: answers.map((one) => ({
      id: one.id,
      ...describeWriter(one, proof, { isGuest }, words),
      html: render(one, proof, paths),
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

function render({ body }: Pick<LoadedWords, 'body'>, { people }: LoadedProof, paths: ProofPaths) {
  return renderText(body, mentionedIn(people, paths))
}

/** Names that mentions show; where a ticket may be looked at they lead to that person's tickets. */
export function mentionedIn(
  { byUsername }: LoadedProof['people'],
  { mentionable }: ProofPaths
): MentionedPeople {
  const shown = [...byUsername].map(([username, { id, fullName }]) => {
    const href = mentionable ? `/tickets?tab=all&assignee=${id}` : undefined
    return [username, { fullName, href }] as const
  })
  return new Map(shown)
}
