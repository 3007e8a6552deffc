import { Invalid } from '#exceptions/refusals'
import { LONGEST_SAID } from '#services/proofing/limits'
import { plainLines } from '#services/words/plain_lines'

/**
 * What somebody wrote, with one kind of line ends and nothing around it.
 * @throws Invalid 422 on the field when it is empty or too long
 */
export function saidBody(typed: string | null | undefined, field = 'body'): string {
  const body = plainLines(typed ?? '').trim()
  if (!body) throw new Invalid(field, 'proofing.body_missing')
  if (body.length > LONGEST_SAID)
    throw new Invalid(field, 'proofing.too_long', { most: LONGEST_SAID })
  return body
}
