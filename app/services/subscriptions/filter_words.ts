import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type { Filters } from '#services/subscriptions/subscription'

const PERSON = `coalesce(nullif(trim(first_name || ' ' || last_name), ''), username::text)`

/**
 * What several views are narrowed to, in words and in their order: "Creative, Ads"; empty for all. In one query. People have
 * a name here when the filter of the reports offers them, else their number.
 */
export async function filterWords(all: Filters[], i18n: I18n): Promise<string[]> {
  const ids = (key: keyof Filters) => all.flatMap((filters) => filters[key] ?? []) as number[]
  const { rows } = await db.rawQuery(
    `select 'department' as kind, id, name::text as label from departments where id = any(:departments)
     union all select 'type', id, name::text from request_types where id = any(:types)
     union all select 'product', id, name::text from products where id = any(:products)
     union all select 'person', u.id, ${PERSON} from users u where u.id = any(:people) and u.approved_at is not null
       and exists (select 1 from ticket_facts f where f.assignee_id = u.id)`,
    {
      departments: [...ids('department'), ...ids('handling')],
      types: ids('type'),
      products: ids('product'),
      people: ids('person'),
    } as Record<string, any>
  )
  const names = new Map<string, string>(
    rows.map((row: any) => [`${row.kind} ${row.id}`, row.label])
  )
  return all.map(({ workflow, ...filters }) => {
    const parts = Object.entries(filters).map(([key, id]) => {
      const kind = key === 'handling' ? 'department' : key
      const name = names.get(`${kind} ${id}`) ?? String(id)
      return i18n.t(`subscriptions.filter.${key}`, { name })
    })
    return [...(workflow ? [i18n.t(`workflow.${workflow}.name`)] : []), ...parts].join(', ')
  })
}
