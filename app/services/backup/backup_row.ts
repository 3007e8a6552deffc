/** A backup as it stands in the list. */
export interface BackupRow {
  id: number
  kind: 'scheduled' | 'asked' | 'command'
  /** Local date and time of the schedule, such as "2026-11-21 03:00"; scheduled ones alone. */
  occurrence: string | null
  state: 'waiting' | 'running' | 'good' | 'failed' | 'removed'
  tries: number
  path: string | null
  host: string | null
  bytes: number | null
  missing: number
  error: { key: string; params: Record<string, string | number> } | null
  asked_by: number | null
  asked_at: Date
  began_at: Date | null
  ended_at: Date | null
  checked_at: Date | null
}
