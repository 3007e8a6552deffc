import db from '@adonisjs/lucid/services/db'
import { forget } from '#services/dashboard/remember'
import { forgetSettings } from '#services/settings/read_settings'

/** What every desk has from its first start on; everything else is people and their work. */
const REFERENCE = [
  'adonis_schema',
  'adonis_schema_versions',
  'departments',
  'products',
  'request_types',
  'deadline_rules',
  'settings',
  'workflow_moves',
]

/**
 * Takes everything away that was committed for real, past the triggers that keep activities for ever: for tests that
 * no transaction can hold because several browsers work at once.
 */
export async function clearDesk(): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.rawQuery('set local role none')
    await trx.rawQuery('set local session_replication_role = replica')
    const tables = await trx
      .from('pg_tables')
      .where('schemaname', 'public')
      .whereNotIn('tablename', REFERENCE)
      .select('tablename')
    for (const { tablename } of tables) await trx.from(tablename).delete()
    await trx.from('departments').update({ manager_id: null })
  })
  forget()
  forgetSettings()
}
