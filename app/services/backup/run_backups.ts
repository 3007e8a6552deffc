import db from '@adonisjs/lucid/services/db'
import type { BackupRow } from '#services/backup/backup_row'
import { makeBackup } from '#services/backup/make_backup'
import clock from '#services/clock'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'

/** After that many processes have died over it, a backup counts as failed. */
const MOST_TRIES = 3

/** Makes the backups that wait, one after the other and in one process of all. */
export async function runBackups(signal: AbortSignal): Promise<void> {
  const open = () => db.from('backups').whereIn('state', ['waiting', 'running']).first()
  if (!(await open())) return
  await asTheOnlyOne('backup', async (lost) => {
    await takeUpBroken()
    const either = AbortSignal.any([signal, lost])
    while (!either.aborted) {
      const row = await claim()
      if (!row) return
      await makeBackup(row, either)
    }
  })
}

/** Whoever was at these has died: nobody makes a backup without the lock that is held here. */
async function takeUpBroken() {
  const running = () => db.from('backups').where('state', 'running')
  const error = JSON.stringify({ key: 'died', params: {} })
  const ended = { state: 'failed', error, ended_at: clock.now().toJSDate() }
  await running()
    .where((broken) => broken.where('kind', 'command').orWhere('tries', '>=', MOST_TRIES))
    .update(ended)
  await running().update({ state: 'waiting' })
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
