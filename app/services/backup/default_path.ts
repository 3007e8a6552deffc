import { join } from 'node:path'
import env from '#start/env'
import clock from '#services/clock'

/** Where backups lie that nobody named a place for. */
export const backupFolder = () => join(env.get('DATA_DIR'), 'backups')

/** A name that tells when it was made, in the organisation's zone. */
export function defaultPath(): string {
  const at = clock.now().setZone(env.get('TIME_ZONE')).toFormat('yyyyMMdd-HHmmss')
  return join(backupFolder(), `countersign-${at}.backup`)
}
