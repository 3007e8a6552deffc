import type { FieldChange } from '#models/activity'
import type { Words } from '#services/activity/describe_activity'

/** Fields whose values are instants. */
const MOMENTS = ['scheduledStart', 'scheduledEnd', 'deadlineAt', 'responseDueAt']

/** One changed field, before and after, as it is read. */
export function describeChange({ field, before, after }: FieldChange, { i18n, times }: Words) {
  const value = (raw: string | null): string | null => {
    if (raw === null) return null
    if (MOMENTS.includes(field)) return times.exact(raw)
    const key = { priority: 'priority', criteria: 'criteria', fileFormat: 'file_format' }[field]
    return key ? i18n.t(`workflow.${key}.${raw}`) : raw
  }
  const label = field.startsWith('item:')
    ? field.slice('item:'.length)
    : i18n.t(`activity.fields.${field}`)
  return { label, before: value(before), after: value(after) }
}
