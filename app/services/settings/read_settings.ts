import db from '@adonisjs/lucid/services/db'
import { MOST_BYTES, MOST_FILES } from '#services/files/limits'

/** What admins may set; everything else is configuration by environment. */
export interface Settings {
  /** Largest file, in megabytes of 1024 × 1024 bytes. */
  fileMegabytes: number
  filesPerTicket: number
  /** Days after which a completed ticket counts as confirmed; 0 is never. */
  confirmAfterDays: number
  /** Days after which a resolved ticket is closed; 0 is never. */
  closeAfterDays: number
  /** Days after which a ticket in the trash is purged; 0 is never. */
  trashDays: number
  /** A link to decide works only for its person, signed in. */
  linksNeedSignIn: boolean
  /** Hours between two backups; 0 is never. */
  backupEveryHours: number
  /** Time of day of the first one, "HH:MM" in the organisation's zone. */
  backupAt: string
  /** The newest backups that are kept in any case. */
  backupKeepLast: number
  /** Days for which every backup is kept; 0 is none. */
  backupKeepDays: number
  /** When reports go out, "HH:MM" in the organisation's zone. */
  reportsAt: string
  /** Whether the Telegram group gets the daily report. */
  groupReport: 'daily' | 'never'
}

export const DEFAULTS: Settings = {
  fileMegabytes: MOST_BYTES / 1024 / 1024,
  filesPerTicket: MOST_FILES,
  confirmAfterDays: 0,
  closeAfterDays: 7,
  trashDays: 0,
  linksNeedSignIn: false,
  backupEveryHours: 24,
  backupAt: '03:00',
  backupKeepLast: 7,
  backupKeepDays: 0,
  reportsAt: '08:00',
  groupReport: 'daily',
}

const FRESH_FOR = 5_000
let kept: { settings: Settings; at: number } | null = null

/** The settings, at most five seconds old in every process. */
export async function readSettings(): Promise<Settings> {
  if (kept && Date.now() - kept.at < FRESH_FOR) return kept.settings
  const rows = await db.from('settings').whereIn('key', Object.keys(DEFAULTS))
  const settings = { ...DEFAULTS, ...Object.fromEntries(rows.map((row) => [row.key, row.value])) }
  kept = { settings, at: Date.now() }
  return settings
}

/** Drops the kept copy, after a change in this process. */
export function forgetSettings(): void {
  kept = null
}
