import type { FieldChange } from '#models/activity'

/** The fields that differ between two rows, as short texts for the audit. */
export function changesBetween(
  before: Record<string, unknown>,
  after: Record<string, unknown>
): FieldChange[] {
  return Object.keys(after)
    .map((field) => ({ field, before: short(before[field]), after: short(after[field]) }))
    .filter((change) => change.before !== change.after)
}

function short(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  const isPlain = (value as object).constructor === Object
  return (isPlain ? JSON.stringify(value) : String(value)).slice(0, 200)
}
