import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import { workflows } from '#workflows/index'

/** What a report can be narrowed to, in one query. */
export async function offerReportFilters(i18n: I18n) {
  const person = `coalesce(nullif(trim(first_name || ' ' || last_name), ''), username::text)`
  const { rows } = await db.rawQuery(
    `select 'department' as kind, id as value, name::text as label, null as workflow, 0 as place from departments
     union all select 'type', id, name, workflow, position from request_types
     union all select 'product', id, name::text, null, 0 from products
     union all select 'person', u.id, ${person}, null, 0 from users u where u.approved_at is not null
       and exists (select 1 from ticket_facts f where f.assignee_id = u.id)
     order by place, label`
  )
  const of = (kind: string) => rows.filter((row: any) => row.kind === kind)
  return {
    compare: ['before', 'none'].map((value) => ({
      value,
      label: i18n.t(`reports.filter.compare_${value}`),
    })),
    workflows: workflows.map(({ key }) => ({ value: key, label: i18n.t(`workflow.${key}.name`) })),
    departments: of('department'),
    types: workflows.map(({ key }) => ({
      label: i18n.t(`workflow.${key}.name`),
      options: of('type').filter((row: any) => row.workflow === key),
    })),
    products: of('product'),
    people: of('person'),
  }
}
