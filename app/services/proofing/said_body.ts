import { Invalid } from '#exceptions/refusals'
import { LONGEST_SAID } from '#services/proofing/limits'
import { plainLines } from '#services/words/plain_lines'

/** Something that is seen: not blanks, marks of direction and other signs without a shape alone. */
const VISIBLE = /[^\s\p{C}\p{M}\u115F\u1160\u3164\u2800\uFFA0]/u

/**
 * What somebody wrote, with one kind of line ends and nothing around it.
 * @throws Invalid 422 on the field when it is empty or too long
 */
export function saidBody(typed: string | null | undefined, field = 'body'): string {
  const body = plainLines(typed ?? '').trim()
  if (!VISIBLE.test(body)) throw new Invalid(field, 'proofing.body_missing')
  if (body.length > LONGEST_SAID)
    throw new Invalid(field, 'proofing.too_long', { most: LONGEST_SAID })
  return body
}
