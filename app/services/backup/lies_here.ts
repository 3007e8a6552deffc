import { access } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { BackupRow } from '#services/backup/backup_row'

/**
 * Whether a backup is of this machine. Its name alone does not tell: a container has another one after each update, with
 * the same files.
 */
export async function liesHere({ host, path }: Pick<BackupRow, 'host' | 'path'>): Promise<boolean> {
  return host === hostname() || (path !== null && (await isThere(path)))
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  )
}
