import type { Words } from '#services/activity/describe_activity'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { Written } from '#services/proofing/written'

/** What a pin, an answer and a decision have in common: whose words, and since when. */
export function describeWriter(
  row: Pick<Written, 'author_id' | 'guest_name' | 'created_at'>,
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
