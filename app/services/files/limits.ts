import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'

/** Defaults of the upload limits (reliability: rule 10); settings may change them. */
export const MOST_FILES = 20
const MEGABYTE = 1024 * 1024
export const MOST_BYTES = 50 * MEGABYTE

/** Images beyond this many pixels are stored, but not decoded for a thumbnail. */
export const MOST_PIXELS = 40_000_000

/** Hours that an upload waits for its ticket before it is swept away. */
export const STAGED_HOURS = 24

export interface UploadLimits {
  /** Files a ticket may hold. */
  files: number
  /** Bytes one file may have. */
  bytes: number
}

/** The limits in force: what admins set (megabytes of 1024 × 1024 bytes), else the defaults; read afresh each time. */
export async function uploadLimits(
  client: QueryClientContract = db.connection()
): Promise<UploadLimits> {
  const rows = await client.from('settings').whereIn('key', ['filesPerTicket', 'fileMegabytes'])
  const setting = (key: string, standard: number) => {
    const value = Number(rows.find((row) => row.key === key)?.value)
    return value > 0 ? value : standard
  }
  return {
    files: setting('filesPerTicket', MOST_FILES),
    bytes: Math.floor(setting('fileMegabytes', MOST_BYTES / MEGABYTE) * MEGABYTE),
  }
}
