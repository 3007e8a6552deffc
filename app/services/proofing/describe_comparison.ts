import type Attachment from '#models/attachment'
import type { Words } from '#services/activity/describe_activity'
import type { FoundDeliverable } from '#services/deliverables/find_deliverable'
import { describeShown } from '#services/proofing/describe_shown'
import { kindOf } from '#services/proofing/kind_of'

/**
 * Two versions of a deliverable beside each other, in words: the older on the left whichever way they were asked for.
 * @param asked version numbers; without them the newest and the one before it
 */
export function describeComparison(
  { deliverable, versions, ticket }: FoundDeliverable,
  asked: { a?: number; b?: number },
  words: Words
) {
  const { i18n, times } = words
  const newest = versions[0]
  const find = (version: number | undefined) => versions.find((one) => one.version === version)
  const second = find(asked.b) ?? newest
  const first =
    find(asked.a) ?? versions.find((one) => one.version! < second.version!) ?? versions.at(-1)!
  const [before, after] = [first, second].sort((one, other) => one.version! - other.version!)
  const kinds = [kindOf(before), kindOf(after)]
  const href = `/tickets/${ticket.id}/deliverables/${deliverable.id}`
  const files = `/tickets/${ticket.id}/attachments`
  const side = (file: Attachment) => {
    const version = file.version!
    const { original, src, thumbnail, width, height, detail } = describeShown(
      file,
      { versions },
      { files },
      words
    )
    return {
      ...{ version, original, src, thumbnail, width, height },
      label: i18n.t('proof.version', { version }),
      picture: i18n.t('proof.picture', { name: deliverable.name, version }),
      by: file.uploader.fullName,
      at: times.moment(file.createdAt),
      kind: kindOf(file),
      href: `${href}?version=${version}`,
      facts: detail,
    }
  }
  return {
    id: deliverable.id,
    ticketId: ticket.id,
    name: deliverable.name,
    href,
    action: `${href}/compare`,
    /** Two of one kind stand on stages that move together; others are shown beside each other only. */
    kind: kinds[0] === kinds[1] ? kinds[0] : 'other',
    isAlone: versions.length < 2,
    isSame: before.version === after.version,
    sides: (versions.length < 2 ? [after] : [before, after]).map(side),
    options: versions.map(({ version }) => ({
      value: version!,
      label: i18n.t('proof.version', { version: version! }),
    })),
  }
}
