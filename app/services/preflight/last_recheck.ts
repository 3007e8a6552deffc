import db from '@adonisjs/lucid/services/db'

export interface Recheck {
  /** Versions that were checked again, and those of them that do not pass. */
  checked: number
  failing: number
  isRunning: boolean
  /** When it was asked for; when it ended, once it has. */
  at: Date
}

/** How the last time came out that everything on open tickets was checked again; null before the first. */
export async function lastRecheck(): Promise<Recheck | null> {
  const last = await db.from('preflight_rechecks').orderBy('id', 'desc').first()
  if (!last) return null
  const { checked, failing, asked_at: asked, finished_at: finished } = last
  return { checked, failing, isRunning: finished === null, at: finished ?? asked }
}
