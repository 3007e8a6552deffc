import type { HttpContext } from '@adonisjs/core/http'
import { addressWith } from '#services/lists/address_with'

/** The page about what was chosen: its address holds the choice. */
export function addressOfChosen(
  path: string,
  { tickets, back }: { tickets: number[]; back?: string }
): string {
  return addressWith(path, { tickets: tickets.join(','), back })
}

interface Validator<Form> {
  tryValidate(data: unknown): Promise<[Error, null] | [null, Form]>
}

/**
 * What was chosen in a list.
 * @returns null when nothing was: the page says so
 * @throws a validation error (422) for what cannot be read
 */
export async function readChosen<Form>(
  { request }: HttpContext,
  validator: Validator<Form>
): Promise<Form | null> {
  const asked = request.method() === 'GET' ? request.qs() : request.body()
  const { tickets } = asked
  if (tickets === undefined || tickets === null || tickets === '') return null
  const [problem, form] = await validator.tryValidate(asked)
  if (problem) throw problem
  return form
}
