import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type RequestType from '#models/request_type'
import { SHOWN, type Listed } from '#services/handovers/listed'

/** What goes on using a product or request type that is retired. */
export interface Use {
  tickets: Listed
  templates: string[]
  /** Types that could take the templates over: their form asks for the same. */
  alike: { value: number; label: string }[]
  rules: number
  drafts: number
}

/** Unfinished tickets that ask for a product: their count, and the oldest of them. One query. */
export async function useOfProduct(
  id: number,
  client: QueryClientContract = db.connection()
): Promise<Listed> {
  return listed(
    open(client).where((any) =>
      any
        .where('product_id', id)
        .orWhereRaw('id in (select ticket_id from ticket_items where product_id = ?)', [id])
    )
  )
}

/** What uses a request type: five queries, however much it is. */
export async function useOfType(
  type: RequestType,
  client: QueryClientContract = db.connection()
): Promise<Use> {
  const tickets = await listed(open(client).where('request_type_id', type.id))
  const templates = await client
    .from('request_templates')
    .where({ request_type_id: type.id, is_active: true })
    .orderBy('name')
    .select('name')
  const alike = await alikeTypes(type, client)
  const rules = await client
    .from('deadline_rules')
    .where('request_type_id', type.id)
    .count('* as count')
    .first()
  const drafts = await client
    .from('ticket_drafts')
    .whereRaw(`form ->> 'type' = ?`, [type.key])
    .count('* as count')
    .first()
  return {
    tickets,
    templates: templates.map(({ name }) => name),
    alike,
    rules: Number(rules.count),
    drafts: Number(drafts.count),
  }
}

/** Types in use that ask for the same in their form, and that people can ask for. */
export async function alikeTypes(
  type: RequestType,
  client: QueryClientContract = db.connection()
): Promise<{ value: number; label: string }[]> {
  return client
    .from('request_types as t')
    .where({
      't.workflow': type.workflow,
      't.is_active': true,
      't.product_mode': type.productMode,
      't.quantity_mode': type.quantityMode,
      't.criteria_mode': type.criteriaMode,
      't.is_scheduled': type.isScheduled,
    })
    .whereRaw('t.product_category is not distinct from ?', [type.productCategory as string])
    .whereNot('t.id', type.id)
    .whereRaw('not exists (select 1 from request_types c where c.parent_id = t.id and c.is_active)')
    .orderBy('t.name')
    .select('t.id as value', 't.name as label')
}

function open(client: QueryClientContract) {
  return client.from('tickets').whereNull('deleted_at').where('is_finished', false)
}

async function listed(query: ReturnType<typeof open>): Promise<Listed> {
  const rows = await query
    .orderBy('id')
    .limit(SHOWN)
    .select('id', 'title', 'status', 'workflow', db.raw('count(*) over ()::int as count'))
  return { count: rows[0]?.count ?? 0, rows }
}
