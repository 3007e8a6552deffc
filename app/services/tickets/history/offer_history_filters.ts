import type { I18n } from '@adonisjs/i18n'
import { KINDS } from '#services/activity/activity_kinds'
import type { HistoryQuestion } from '#services/tickets/history/history_question'

/** What a history can be narrowed to, with what is chosen in this address. */
export function offerHistoryFilters(
  { kind, person, from, to }: HistoryQuestion,
  actorIds: (number | null)[],
  names: Map<number, string>,
  i18n: I18n
) {
  const people = actorIds
    .filter((id): id is number => id !== null)
    .map((id) => ({ value: String(id), label: names.get(id) ?? `${id}` }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.locale))
  const desk = actorIds.includes(null) ? [{ value: 'desk', label: i18n.t('activity.desk') }] : []
  return {
    kinds: KINDS.map((value) => ({ value, label: i18n.t(`history.kind.${value}`) })),
    people: [...people, ...desk],
    isOn: Boolean(kind || person || from || to),
  }
}
