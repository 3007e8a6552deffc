import type { I18n } from '@adonisjs/i18n'
import type { Delivered } from '#services/deliverables/deliver_files'

/** What was put on, in one sentence. */
export function sayDelivered(delivered: Delivered[], i18n: I18n): string {
  const [{ deliverable, file }] = delivered
  if (delivered.length === 1) {
    const values = { name: deliverable.name, version: file.version! }
    return i18n.t(`deliverables.${file.version === 1 ? 'added_one' : 'added_version'}`, values)
  }
  const isNew = delivered.filter((one) => one.file.version === 1).length
  const count = delivered.length
  return i18n.t('deliverables.added', { count, fresh: isNew, next: count - isNew })
}
