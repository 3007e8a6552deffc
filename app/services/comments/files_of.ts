import { Invalid } from '#exceptions/refusals'
import type { StagedFiles } from '#services/files/stage_received'

/**
 * The files of a comment's form: those uploaded before, and those that came with it.
 * @throws Invalid 422 `files` with the sentences of those that were not taken; the others wait for the next try
 */
export function filesOf(ids: number[] = [], staged?: StagedFiles): number[] {
  if (staged?.problems.length) {
    throw new Invalid('files', 'comments.files_refused', { why: staged.problems.join(' ') })
  }
  return [...ids, ...(staged?.files ?? []).map((file) => file.id)]
}
