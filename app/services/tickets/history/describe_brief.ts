import type { Words } from '#services/activity/describe_activity'
import type { Snapshot, SnapshotData } from '#services/tickets/history/load_snapshots'
import type { SnapshotNames } from '#services/tickets/history/name_snapshots'

/** One field of a brief in words; null where it was empty. */
export interface BriefFact {
  key: string
  label: string
  value: string | null
  /** The plain value: tells whether two versions differ. */
  raw: string
}

export interface BriefRow {
  productId: number
  product: string
  quantity: number
  criteria: string | null
}

/** The brief and the people of a snapshot in words. Pure; the names are loaded before. */
export function describeBrief({ data, at }: Snapshot, names: SnapshotNames, words: Words) {
  const { i18n, times } = words
  const named = (kind: 'product' | 'request_type' | 'department', id?: number | null) => {
    if (id === null || id === undefined) return null
    const name = names.of(kind, id, at)
    if (!name) return i18n.t('versions.gone', { id })
    return name.then === name.now ? name.then : i18n.t('versions.renamed', name)
  }
  const person = (id: number) => names.person(id) ?? i18n.t('versions.gone', { id })
  const fact = (key: string, value: string | null, raw: unknown): BriefFact => ({
    key,
    label: i18n.t(`versions.field.${key}`),
    value,
    raw: JSON.stringify(raw ?? null),
  })
  const moment = (value: string | null) => (value ? times.exact(value) : null)
  const word = (group: string, value: string | null) =>
    value ? i18n.t(`workflow.${group}.${value}`) : null
  const facts = [
    fact('request_type', named('request_type', data.request_type_id), data.request_type_id),
    fact('product', named('product', data.product_id), data.product_id),
    fact('quantity', data.quantity === null ? null : String(data.quantity), data.quantity),
    fact('criteria', word('criteria', data.criteria), data.criteria),
    fact('file_format', word('file_format', data.file_format), data.file_format),
    fact('scheduled_start', moment(data.scheduled_start), data.scheduled_start),
    fact('scheduled_end', moment(data.scheduled_end), data.scheduled_end),
  ]
  const people = [
    fact('priority', word('priority', data.priority), data.priority),
    fact('assignee', data.assignee_id ? person(data.assignee_id) : null, data.assignee_id),
    fact('collaborators', data.collaborators.map(person).join(', ') || null, data.collaborators),
    ...departmentsOf(data, named, fact),
  ]
  return {
    title: data.title,
    description: data.description,
    facts,
    people,
    items: data.items.map((item): BriefRow => ({
      productId: item.product_id,
      product: named('product', item.product_id)!,
      quantity: item.quantity,
      criteria: word('criteria', item.criteria),
    })),
    files: data.files.map((file) => ({ ...file, isThere: names.hasFile(file.id) })),
  }
}

export type DescribedBrief = ReturnType<typeof describeBrief>

/** Snapshots of before do not say which departments they were. */
function departmentsOf(
  data: SnapshotData,
  named: (kind: 'department', id?: number) => string | null,
  fact: (key: string, value: string | null, raw: unknown) => BriefFact
): BriefFact[] {
  return (['requesting_department', 'handling_department'] as const).flatMap((key) => {
    const id = data[`${key}_id`]
    return id === undefined ? [] : [fact(key, named('department', id), id)]
  })
}
