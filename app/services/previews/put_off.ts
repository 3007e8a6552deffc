import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { checkFile } from '#services/preflight/check_file'
import type { Claimed } from '#services/previews/claim_preview'

/** Tries after which a file is given up, when its storage does not answer or its process does not last. */
const MOST_TRIES = 12
const LONGEST_WAIT = 60

/** Gives a file up: it is shown by its name and facts alone. */
export async function keepFailure({ id }: Claimed): Promise<void> {
  await db
    .from('attachments')
    .where({ id, preview: 'waiting' })
    .update({ preview: 'failed', preview_due_at: null })
  await checkFile(id)
}

/**
 * Has a file tried again later, each time after twice as long; after many tries it is given up.
 * @param again at once, and the try does not count: it was not the file's fault
 */
export async function putOff(claimed: Claimed, { again = false } = {}): Promise<void> {
  const tries = claimed.preview_tries
  if (!again && tries >= MOST_TRIES) return keepFailure(claimed)
  const minutes = Math.min(2 ** (tries - 1), LONGEST_WAIT)
  await db
    .from('attachments')
    .where({ id: claimed.id, preview: 'waiting' })
    .update(
      again
        ? { preview_tries: tries - 1, preview_due_at: null }
        : { preview_due_at: clock.now().plus({ minutes }).toJSDate() }
    )
}
