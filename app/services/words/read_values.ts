/** True for what a text field can hold; nothing counts as an empty text. */
export function isText(value: unknown): boolean {
  return (
    value === null || value === undefined || typeof value === 'string' || typeof value === 'number'
  )
}

/** A text field as typed, line ends as \n; '' for what is no text. */
export function text(value: unknown): string {
  if (!isText(value)) return ''
  return String(value ?? '').replace(/\r\n?/g, '\n')
}

/** Arrays, sparse ones too, and numbered fields alike: only what is there. */
export function list(value: unknown): unknown[] {
  if (value === null || value === undefined || value === '') return []
  return typeof value === 'object' ? Object.values(value) : [value]
}

/** A whole number of at most nine digits; 0 for anything else. */
export function wholeNumber(value: unknown): number {
  const digits = text(value).trim()
  return /^\d{1,9}$/.test(digits) ? Number(digits) : 0
}
