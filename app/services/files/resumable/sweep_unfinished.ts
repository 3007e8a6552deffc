import { readdir, stat, unlink } from 'node:fs/promises'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import {
  partsPath,
  RESUMABLE_HOURS,
  resumableFolder,
} from '#services/files/resumable/uploads_folder'

/**
 * Removes uploads in parts whose time is over, row first, and parts without a row; for the worker to call now and then,
 * also twice at once. Parts that are being written are younger than that.
 * @returns how many files went
 */
export async function sweepUnfinished(): Promise<number> {
  const now = clock.now()
  await db.from('resumable_uploads').where('expires_at', '<', now.toJSDate()).delete()
  const names = await readdir(resumableFolder()).catch(() => [])
  const rows = await db.from('resumable_uploads').select('id')
  const known = new Set(rows.map(({ id }) => id))
  const before = now.minus({ hours: RESUMABLE_HOURS }).toMillis()
  let swept = 0
  for (const name of names.filter((one) => !known.has(one))) {
    const found = await stat(partsPath(name)).catch(() => null)
    // Some file systems know no birth.
    if (!found || (found.birthtimeMs || found.mtimeMs) >= before) continue
    await unlink(partsPath(name)).catch(() => {})
    swept += 1
  }
  return swept
}
