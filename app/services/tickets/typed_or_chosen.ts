/**
 * The form of a page on which a ticket is chosen from a list (`chosen`) or typed by its number: what was typed counts
 * first.
 */
export function typedOrChosen(
  form: Record<string, unknown>,
  field: string
): Record<string, unknown> {
  return { ...form, [field]: form[field] || form.chosen }
}
