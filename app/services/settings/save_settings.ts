import db from '@adonisjs/lucid/services/db'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { changesBetween } from '#services/master_data/changes_between'
import { forgetSettings, readSettings, type Settings } from '#services/settings/read_settings'

/**
 * Stores the settings with one audit entry that names each changed value; nothing changed: nothing is written.
 * @throws Refusal 403 for anybody but an admin
 */
export async function saveSettings(settings: Settings, actor: Actor): Promise<void> {
  forgetSettings()
  const before = await readSettings()
  const changes = changesBetween({ ...before }, { ...settings })
  if (changes.length === 0) return
  await db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const rows = Object.entries(settings).map(([key, value]) => ({
      key,
      value: JSON.stringify(value),
      updated_at: clock.now().toJSDate(),
      updated_by: actor.by?.id ?? null,
    }))
    await trx.knexQuery().table('settings').insert(rows).onConflict('key').merge()
    await recordAudit(trx, { actor, action: 'settings_changed', subjectType: 'settings', changes })
  })
  forgetSettings()
}
