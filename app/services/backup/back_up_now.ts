import { resolve } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import { BackupTrouble } from '#services/backup/backup_trouble'
import { defaultPath } from '#services/backup/default_path'
import { makeBackup } from '#services/backup/make_backup'
import { settleBroken } from '#services/backup/settle_broken'
import type { Written } from '#services/backup/write_backup'
import clock from '#services/clock'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'

/**
 * Makes a backup in this process, for an operator at a terminal.
 * @param file where to; among the other backups when left out
 * @throws BackupTrouble
 */
export async function backUpNow(file?: string): Promise<{ path: string; lines: string[] }> {
  const path = file ? resolve(file) : await defaultPath()
  const written = await asTheOnlyOne('backup', async (signal) => {
    await settleBroken(signal)
    const now = clock.now().toJSDate()
    const row = { kind: 'command' as const, state: 'running', asked_at: now, began_at: now }
    const [{ id }] = await db.table('backups').insert(row).returning('id')
    return makeBackup({ id, kind: row.kind }, signal, path)
  })
  if (!written) throw new BackupTrouble('busy')
  if (written instanceof BackupTrouble) throw written
  return { path, lines: describe(written) }
}

function describe({ sums, bytes }: Written): string[] {
  const i18n = i18nManager.locale('en')
  const lines = [
    i18n.t('backups.command.holds', {
      megabytes: Math.ceil(bytes / 1_000_000),
      tickets: sums.tables.tickets,
      files: sums.files.count,
    }),
    i18n.t('backups.command.key'),
  ]
  if (sums.missingCount === 0) return lines
  return [...lines, i18n.t('backups.command.missing', { count: sums.missingCount })]
}
