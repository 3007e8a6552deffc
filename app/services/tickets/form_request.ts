import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#services/actor'
import { readTyped } from '#services/tickets/read_typed'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

/** What a form asks of the server beside sending it: another row, another type, a fresh preview. */
export type FormTurn = 'rows' | 'type' | 'next' | null

/**
 * Reads a posted ticket form: what was typed with the files that came along, who sends it, and whether it is sent at
 * all or only turned (`_rows=add`, `_rows=remove:2`, `_form=type`, `_form=next`: buttons that work without scripts).
 */
export function readFormRequest(ctx: HttpContext) {
  const { request, staged } = ctx
  const { typed, raw } = readTyped(request.body())
  typed.fileIds = [...new Set([...typed.fileIds, ...(staged?.files ?? []).map((file) => file.id)])]
  const rows = String(request.input('_rows') ?? '')
  if (rows === 'add') typed.items.push({ productId: '', quantity: '1', criteria: '' })
  if (rows.startsWith('remove:')) typed.items.splice(Number(rows.slice(7)) || 0, 1)
  const form = request.input('_form')
  const turn: FormTurn = rows ? 'rows' : form === 'type' || form === 'next' ? form : null
  const files = staged?.problems.join(' ')
  const marks = valuesOf(request.input('marks'))
  const picks = valuesOf(request.input('pick'))
  return { ...viewing(ctx), typed, raw, turn, marks, picks, errors: files ? { files } : undefined }
}

/** Who looks at the form, in which words and which zone. */
export function viewing({ auth, i18n, request }: HttpContext) {
  const viewer = auth.getUserOrFail()
  const zone = zoneOf(viewer)
  const actor: Actor = { by: viewer, channel: 'web', address: request.ip() }
  return { viewer, actor, i18n, zone, times: timeWords(zone, i18n) }
}

function valuesOf(value: unknown): Record<string, unknown> {
  return { ...Object(value) }
}
