import { Refusal } from '#exceptions/refusals'
import type Attachment from '#models/attachment'
import type User from '#models/user'
import type { UploadLimits } from '#services/files/limits'
import type { ReceivedFile } from '#services/files/keep_part'
import { stageFile } from '#services/files/stage_file'

/** Files that came with a form: those that are kept, and a sentence for each one that is not. */
export interface StagedFiles {
  files: Attachment[]
  problems: string[]
}

/** Stages each file; one that is refused does not stop the others. */
export async function stageReceived(
  received: ReceivedFile[],
  by: User,
  limits: UploadLimits
): Promise<StagedFiles> {
  const staged: StagedFiles = { files: [], problems: [] }
  for (const file of received) {
    try {
      staged.files.push(await stageFile(file, by, limits))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      staged.problems.push(error.sentence(by.locale ?? undefined))
    }
  }
  return staged
}
