import { errors as vineErrors } from '@vinejs/vine'
import { InvalidBrief } from '#exceptions/invalid_brief'
import { InvalidFields } from '#exceptions/invalid_fields'
import { Invalid } from '#exceptions/refusals'

/** Field → sentence; nested fields by their path (`items.0.quantity`). */
export type FieldErrors = Record<string, string>

/**
 * The sentences in an error that speaks of fields: a validator's, an `Invalid`, an `InvalidBrief`.
 * @returns null for every other error
 */
export function fieldErrors(error: unknown, locale = 'en'): FieldErrors | null {
  if (error instanceof Invalid) return { [error.field]: error.sentence(locale) }
  if (error instanceof InvalidFields) return error.messages(locale)
  if (error instanceof InvalidBrief) return error.messages(locale)
  if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) return null
  const errors: FieldErrors = {}
  for (const { field, message } of error.messages as { field: string; message: string }[]) {
    errors[field] ??= message
  }
  return errors
}
