import { asEntry, type Look } from '#services/workload/describe_entry'
import type { Overlap } from '#services/workload/find_overlaps'
import type { FoundShoot } from '#services/workload/find_planned'

/** Who is planned for which two tickets at once, and when they overlap. */
export function describeOverlap(
  { personId, ids }: Overlap,
  planned: Map<number, FoundShoot>,
  look: Look
) {
  const [one, other] = ids.map((id) => planned.get(id)!)
  const { times, i18n } = look.words
  const [from, to] = [Math.max(one.start, other.start), Math.min(one.end, other.end)]
  return {
    name: look.people.get(personId)?.fullName ?? i18n.t('workload.somebody'),
    when: i18n.t('workload.clash.when', {
      from: times.moment(new Date(from)),
      to: times.hour(new Date(to)),
    }),
    tickets: ids.flatMap((id) => {
      const ticket = look.tickets.get(id)
      return ticket ? [asEntry(ticket)] : []
    }),
  }
}
