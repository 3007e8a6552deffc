import { until } from '#tests/support/until'
import type { Answer, Visitor } from '#tests/support/visitor'

/** Sends the form of an export. The desk notices a moment later that an earlier one of the same person has ended. */
export async function exportAs(
  visitor: Visitor,
  path: string,
  fields = { format: 'csv' }
): Promise<Answer> {
  let answer = await visitor.post(path, fields)
  await until(async () => {
    if (answer.status === 429) answer = await visitor.post(path, fields)
    return answer.status !== 429
  }, 'the earlier export is over')
  return answer
}
