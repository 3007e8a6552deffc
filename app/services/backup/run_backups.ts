import db from '@adonisjs/lucid/services/db'
import type { BackupRow } from '#services/backup/backup_row'
import { makeBackup } from '#services/backup/make_backup'
import { settleBroken } from '#services/backup/settle_broken'
import clock from '#services/clock'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'

/** Makes the backups that wait, one after the other and in one process of all. */
export async function runBackups(signal: AbortSignal): Promise<void> {
  const open = () => db.from('backups').whereIn('state', ['waiting', 'running']).first()
  if (!(await open())) return
  await asTheOnlyOne('backup', async (lost) => {
    const either = AbortSignal.any([signal, lost])
    await settleBroken(either)
    while (!either.aborted) {
      const row = await claim()
      if (!row) return
      await makeBackup(row, either)
    }
  })
}

async function claim(): Promise<BackupRow | null> {
  const { rows } = await db.rawQuery(
    `update backups set state = 'running', began_at = ?, tries = tries + 1
     where id = (select id from backups where state = 'waiting' order by id limit 1)
     returning *`,
    [clock.now().toJSDate()]
  )
  return rows[0] ?? null
}
