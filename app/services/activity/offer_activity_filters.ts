import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { KINDS } from '#services/activity/activity_kinds'
import type { ActivityQuestion } from '#services/activity/activity_question'
import { workflows } from '#workflows/index'

/** What /activity can be narrowed to, with what is chosen in this address. One query, for the people. */
export async function offerActivityFilters(
  question: Partial<Record<keyof ActivityQuestion, unknown>>,
  i18n: I18n
) {
  const people = await db
    .from('users')
    .whereNotNull('approved_at')
    .orderByRaw('first_name, last_name, id')
    .select('id as value')
    .select(
      db.raw(`coalesce(nullif(trim(first_name || ' ' || last_name), ''), username::text) as label`)
    )
  const { kind, person, ticket, workflow, from, to } = question
  return {
    kinds: KINDS.map((value) => ({ value, label: i18n.t(`history.kind.${value}`) })),
    people: [...people, { value: 'desk', label: i18n.t('activity.desk') }],
    workflows: workflows.map(({ key }) => ({ value: key, label: i18n.t(`workflow.${key}.name`) })),
    isOn: Boolean(kind || person || ticket || workflow || from || to),
  }
}
