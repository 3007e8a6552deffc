import db from '@adonisjs/lucid/services/db'
import { troubleWords } from '#services/backup/backup_trouble'
import { findMark } from '#services/backup/restore_mark'

/** The sentence about a restore that did not come to its end here, or null: nothing else may begin until it did. */
export async function unfinishedRestore(): Promise<string | null> {
  const mark = await findMark((sql) => db.rawQuery(sql))
  if (!mark) return null
  return troubleWords('unfinished', { file: mark.file, at: mark.began_at.toISOString() })
}
