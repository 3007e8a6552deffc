import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type RequestType from '#models/request_type'

/** So many items one person still reads. */
export const MOST_ITEMS = 30

export interface TypeItem {
  id: number
  text: string
}

/** The checklist that new tickets of this type get. */
export async function openChecklist(type: Pick<RequestType, 'id' | 'isChecklistRequired'>) {
  return { isRequired: type.isChecklistRequired, items: await itemsOf(type.id), most: MOST_ITEMS }
}

/** Its items in their order. */
export async function itemsOf(
  typeId: number,
  client: QueryClientContract = db.connection()
): Promise<TypeItem[]> {
  return client
    .from('checklist_items')
    .where('request_type_id', typeId)
    .orderBy(['position', 'id'])
    .select('id', 'text')
}
