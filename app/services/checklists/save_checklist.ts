import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import RequestType from '#models/request_type'
import type { Actor } from '#services/actor'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import { recordAudit } from '#services/activity/record_audit'
import { itemsOf, MOST_ITEMS, type TypeItem } from '#services/checklists/open_checklist'
import { changesBetween } from '#services/master_data/changes_between'

export interface ChecklistForm {
  isRequired?: boolean
  /** The lines as they stand in the form; one without an id is new, an empty new one is none. */
  items?: { id?: number; text?: string }[]
  /** The button that was pressed: `up:12`, `down:12`, `remove:12`; whatever was typed is kept with it. */
  turn?: string
}

type Line = { id: number | null; text: string }

/**
 * Saves the checklist of a request type. Tickets that exist keep theirs. Items that somebody else added or removed while
 * the form was open stay added and removed.
 * @throws Refusal 403 for anybody but an admin; E_ROW_NOT_FOUND; Invalid 422 at the line
 */
export async function saveChecklist(
  typeId: number,
  form: ChecklistForm,
  actor: Actor
): Promise<RequestType> {
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    const type = await RequestType.query({ client: trx })
      .where('id', typeId)
      .forUpdate()
      .firstOrFail()
    const before = await itemsOf(typeId, trx)
    const wasRequired = type.isChecklistRequired
    const lines = turned(linesOf(form, before), form.turn)
    await write(trx, typeId, before, lines)
    type.isChecklistRequired = form.isRequired ?? false
    await type.save()
    const words = (rows: { text: string }[]) => rows.map(({ text }) => text).join(' · ')
    const changes = changesBetween(
      { items: words(before), isChecklistRequired: wasRequired },
      { items: words(lines), isChecklistRequired: type.isChecklistRequired }
    )
    if (changes.length === 0) return type
    await recordAudit(trx, {
      actor,
      action: 'checklist_changed',
      subjectType: 'request_type',
      subjectId: type.id,
      subjectLabel: type.name,
      changes,
    })
    return type
  })
}

/** The lines that are to stand there, judged. */
function linesOf({ items = [], turn }: ChecklistForm, before: TypeItem[]): Line[] {
  const lines: Line[] = []
  const seen = new Set<string>()
  for (const [index, { id = null, text = '' }] of items.entries()) {
    const isGone = id !== null && !before.some((item) => item.id === id)
    const isRemoved = id !== null && turn === `remove:${id}`
    if (isGone || isRemoved || (id === null && text === '')) continue
    if (text === '') throw new Invalid(`items.${index}.text`, 'checklists.empty_item')
    const key = text.toLowerCase()
    if (seen.has(key)) throw new Invalid(`items.${index}.text`, 'checklists.twice')
    seen.add(key)
    lines.push({ id, text })
  }
  const shown = new Set(items.map(({ id }) => id))
  lines.push(...before.filter((item) => !shown.has(item.id)))
  if (lines.length > MOST_ITEMS) {
    throw new Invalid(`items.${items.length - 1}.text`, 'checklists.too_many', { most: MOST_ITEMS })
  }
  return lines
}

/** With one line a place higher or lower, where the form asked for that. */
function turned(lines: Line[], turn = ''): Line[] {
  const [way, id] = turn.split(':')
  const at = lines.findIndex((line) => line.id === Number(id))
  const to = at + { up: -1, down: 1, remove: 0 }[way as 'up']!
  if (at < 0 || !lines[to] || way === 'remove') return lines
  const moved = [...lines]
  moved[at] = lines[to]
  moved[to] = lines[at]
  return moved
}

async function write(
  trx: TransactionClientContract,
  typeId: number,
  before: TypeItem[],
  lines: Line[]
) {
  const kept = lines.flatMap(({ id }) => id ?? [])
  const gone = before.filter(({ id }) => !kept.includes(id)).map(({ id }) => id)
  if (gone.length > 0) await trx.from('checklist_items').whereIn('id', gone).delete()
  for (const [position, { id, text }] of lines.entries()) {
    if (id === null) {
      await trx.table('checklist_items').insert({ request_type_id: typeId, text, position })
    } else {
      await trx.from('checklist_items').where('id', id).update({ text, position })
    }
  }
}
