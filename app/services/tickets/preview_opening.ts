import db from '@adonisjs/lucid/services/db'
import type { PathStep, PreviewQuestion } from '#services/tickets/preview_path'
import { readSettings } from '#services/settings/read_settings'
import { findWorkflow } from '#workflows/index'

/** What happens to a request that nobody has to approve: which department has it at once, and who closes it. */
export async function previewOpening({
  ticket,
  type,
  viewer,
  i18n,
}: PreviewQuestion): Promise<PathStep[]> {
  const { initial, statuses, key } = findWorkflow(type.workflow)
  const department = await db
    .from('departments')
    .where('id', ticket.handlingDepartmentId)
    .select('name')
    .first()
  const { closeAfterDays: days } = await readSettings()
  const isOwn = ticket.requesterId === viewer.id
  const say = (word: string, values = {}) => i18n.t(`ticket_form.next.${word}`, values)
  return [
    {
      state: 'current',
      glyph: statuses[initial].glyph,
      label: say('goes_to', { department: department?.name ?? '' }),
      meta: say('goes_to_note'),
      tone: 'ready',
    },
    {
      state: 'next',
      glyph: 's-next',
      label: i18n.t(`workflow.${key}.status.resolved`),
      meta: say('resolved_note'),
    },
    {
      state: 'next',
      glyph: 's-next',
      label: i18n.t(`workflow.${key}.status.closed`),
      name: say(isOwn ? 'you' : 'requester'),
      meta: say('closed_note', { days }),
    },
  ]
}
