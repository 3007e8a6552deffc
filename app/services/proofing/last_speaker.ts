import type { LoadedProof } from '#services/proofing/load_proof'

/** Who was the last to say something on a proof; null where nobody did. */
export function lastSpeaker({ words, decisions, people }: LoadedProof): string | null {
  const said = [...[...words.values()].flat(), ...decisions]
  const last = said.reduce<(typeof said)[number] | null>(
    (newest, one) => (newest && newest.created_at > one.created_at ? newest : one),
    null
  )
  return last && (last.guest_name ?? people.byId.get(last.author_id ?? 0)?.fullName ?? null)
}
