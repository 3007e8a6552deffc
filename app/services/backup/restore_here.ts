import { resolve } from 'node:path'
import i18nManager from '@adonisjs/i18n/services/main'
import type { KeyOptions } from '#services/backup/choose_key'
import type { ReadBackup } from '#services/backup/read_backup'
import { restoreBackup } from '#services/backup/restore_backup'

interface Options extends KeyOptions {
  /** Tells the person at the terminal one line. */
  say: (line: string) => void
}

/** Restores a backup and says what is in it and what is to do afterwards. */
export async function restoreHere(file: string, { say, ...options }: Options): Promise<void> {
  const i18n = i18nManager.locale('en')
  const t = (key: string, params = {}) => say(i18n.t(`backups.restore.${key}`, params))
  t('checking')
  const { head, manifest } = await restoreBackup(resolve(file), {
    ...options,
    onChecked: (backup, key, admins) => {
      t('holds', describe(backup))
      if (!key) {
        t('not_sealed')
        t('admins', { count: admins.length })
        for (const admin of admins) t('admin', { ...admin })
      }
      t('writing')
    },
  })
  t('ended', { people: manifest.tables.users })
  if (head.audit) t('audit', { ...head.audit })
  if (manifest.missingCount > 0) t('missing', { count: manifest.missingCount })
}

function describe({ head, manifest, bytes }: ReadBackup) {
  return {
    at: head.takenAt,
    organisation: head.organisation ?? '',
    version: head.version,
    people: manifest.tables.users,
    tickets: manifest.tables.tickets,
    files: manifest.files.count,
    megabytes: Math.ceil(bytes / 1_000_000),
  }
}
