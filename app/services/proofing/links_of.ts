import type { I18n } from '@adonisjs/i18n'
import type { FoundDeliverable } from '#services/deliverables/find_deliverable'
import type { ProofPaths } from '#services/proofing/describe_proof'

/** Where one goes from a proof: its versions side by side, the paper of all that was said. */
export function linksOf(
  page: string,
  { versions, shown }: FoundDeliverable,
  i18n: I18n
): ProofPaths['links'] {
  const older = versions.find((one) => one.version! < shown.version!) ?? versions[1]
  if (!older) return []
  const [a, b] = [older.version!, shown.version!].sort((one, other) => one - other)
  const newer = a === b ? versions[0].version! : b
  return [
    {
      href: `${page}/compare?a=${a}&b=${newer}`,
      label: i18n.t('proof.compare'),
      icon: 'columns-2',
    },
  ]
}
