import { errors as vineErrors, type VineValidator } from '@vinejs/vine'
import type { Infer, SchemaTypes } from '@vinejs/vine/types'
import type { HttpContext } from '@adonisjs/core/http'
import { InvalidBrief } from '#exceptions/invalid_brief'
import { Invalid } from '#exceptions/refusals'

/** Field → sentence; nested fields by their path (`items.0.quantity`). */
export type FieldErrors = Record<string, string>

/** Either a valid form or sentences for its fields. */
export type FormReading<Form> = { form: Form; errors: null } | { form: null; errors: FieldErrors }

/**
 * Reads a posted form through its validator, without throwing for what a person typed: a page answers 422 with the form
 * as typed (`request.all()`) and these sentences.
 */
export async function readForm<Schema extends SchemaTypes>(
  { request }: HttpContext,
  validator: VineValidator<Schema, any>,
  meta?: Record<string, unknown>
): Promise<FormReading<Infer<VineValidator<Schema, any>>>> {
  try {
    const form = await request.validateUsing(validator, meta ? ({ meta } as never) : undefined)
    return { form: form as Infer<VineValidator<Schema, any>>, errors: null }
  } catch (error) {
    const errors = fieldErrors(error)
    if (errors) return { form: null, errors }
    throw error
  }
}

/**
 * The sentences in an error that speaks of fields: a validator's, an `Invalid`, an `InvalidBrief`.
 * @returns null for every other error
 */
export function fieldErrors(error: unknown, locale = 'en'): FieldErrors | null {
  if (error instanceof Invalid) return { [error.field]: error.sentence(locale) }
  if (error instanceof InvalidBrief) return error.messages(locale)
  if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) return null
  const errors: FieldErrors = {}
  for (const { field, message } of error.messages as { field: string; message: string }[]) {
    errors[field] ??= message
  }
  return errors
}
