import { unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import drive from '@adonisjs/drive/services/main'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { mailDirectory } from '#services/deliveries/file_transport'

/** Minutes until a file is tried again that could not be removed. */
const PAUSE = 5
const AT_ONCE = 20

interface PurgedFile {
  id: number
  kind: 'blob' | 'mail'
  key: string
}

/**
 * Removes the files of purged tickets, the file first and then its line in the list: when this process dies between, it is
 * removed once more, which does no harm. Several workers may do it side by side.
 * @returns how many are gone
 */
export async function removePurgedFiles(signal?: AbortSignal): Promise<number> {
  let removed = 0
  while (!signal?.aborted) {
    const files = await claim()
    if (files.length === 0) break
    for (const file of files) if (await remove(file)) removed += 1
  }
  return removed
}

async function claim(): Promise<PurgedFile[]> {
  const now = clock.now()
  const { rows } = await db.rawQuery(
    `update purged_files set tries = tries + 1, next_try_at = :next
     where id in (
       select id from purged_files where next_try_at <= :now order by id limit ${AT_ONCE} for update skip locked)
     returning id, kind, key`,
    { now: now.toJSDate(), next: now.plus({ minutes: PAUSE }).toJSDate() }
  )
  return rows
}

async function remove({ id, kind, key }: PurgedFile): Promise<boolean> {
  try {
    if (kind === 'blob') await drive.use().delete(key)
    else await removeMail(key)
  } catch (error) {
    logger.error({ err: error, file: id }, 'a file of a purged ticket could not be removed')
    return false
  }
  await db.from('purged_files').where('id', id).delete()
  return true
}

/** Also what a worker that died left half written. */
async function removeMail(key: string): Promise<void> {
  for (const name of [`${key}.eml`, `${key}.eml.new`]) {
    await unlink(join(mailDirectory(), basename(name))).catch((error) => {
      if (error.code !== 'ENOENT') throw error
    })
  }
}
