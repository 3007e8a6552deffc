import { access } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import env from '#start/env'
import clock from '#services/clock'

/** Where backups lie that nobody named a place for. */
export const backupFolder = () => join(env.get('DATA_DIR'), 'backups')

/** True for a backup that lies where the worker puts them: no other file is given out. */
export const isAmongOthers = (path: string) => dirname(path) === backupFolder()

/** A free name that tells when it was made, in the organisation's zone. */
export async function defaultPath(): Promise<string> {
  const at = clock.now().setZone(env.get('TIME_ZONE')).toFormat('yyyyMMdd-HHmmss')
  for (let number = 1; ; number += 1) {
    const name = `countersign-${at}${number > 1 ? `-${number}` : ''}.backup`
    const path = join(backupFolder(), name)
    const isTaken = await access(path).then(
      () => true,
      () => false
    )
    if (!isTaken) return path
  }
}
