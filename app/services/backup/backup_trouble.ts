import i18nManager from '@adonisjs/i18n/services/main'

type Params = Record<string, string | number>

/** A backup or restore cannot go on. Carries a key of resources/lang/<locale>/backups.json, as a refusal does. */
export class BackupTrouble extends Error {
  constructor(
    readonly key: string,
    readonly params: Params = {},
    options?: ErrorOptions
  ) {
    super(troubleWords(key, params), options)
    this.name = 'BackupTrouble'
  }
}

/** The sentence of a trouble, in a person's language. */
export function troubleWords(key: string, params: Params = {}, locale = 'en'): string {
  return i18nManager.locale(locale).t(`backups.troubles.${key}`, params)
}

const DISK = new Map([
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EFBIG', 'disk_full'],
  ['EACCES', 'no_access'],
  ['EPERM', 'no_access'],
  ['EROFS', 'no_access'],
  // PostgreSQL: disk_full
  ['53100', 'database_full'],
])

/** Any error as a trouble, so that whoever reads it gets a sentence. */
export function asTrouble(error: any, path: string): BackupTrouble {
  if (error instanceof BackupTrouble) return error
  const key = DISK.get(error?.code) ?? DISK.get(error?.cause?.code)
  if (key) return new BackupTrouble(key, { path }, { cause: error })
  return new BackupTrouble('failed', { reason: reasonOf(error) }, { cause: error })
}

function reasonOf(error: any): string {
  return String(error?.message || error?.code || error)
    .split('\n')[0]
    .slice(0, 300)
}
