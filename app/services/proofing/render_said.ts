import type { LoadedProof } from '#services/proofing/load_proof'
import type { ProofPaths } from '#services/proofing/proof_paths'
import type { MentionedPeople } from '#services/words/markdown'
import { renderText } from '#services/words/render_text'

/** What was said on a proof, as its page shows it. */
export function renderSaid(body: string, people: LoadedProof['people'], paths: ProofPaths): string {
  return renderText(body, mentionedIn(people, paths))
}

/** Names that mentions show; where a ticket may be looked at they lead to that person's tickets. */
function mentionedIn(
  { byUsername }: LoadedProof['people'],
  { mentionable }: ProofPaths
): MentionedPeople {
  const shown = [...byUsername].map(([username, { id, fullName }]) => {
    const href = mentionable ? `/tickets?tab=all&assignee=${id}` : undefined
    return [username, { fullName, href }] as const
  })
  return new Map(shown)
}
