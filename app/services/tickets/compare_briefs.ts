import { createHash } from 'node:crypto'
import type { I18n } from '@adonisjs/i18n'
import Product from '#models/product'
import type { TypedTicket } from '#services/tickets/typed_ticket'
import type { TimeWords } from '#services/words/time_words'
import { readMoment } from '#services/words/read_moment'

/** The fields of a brief that can be chosen one by one when two people saved. */
export const BRIEF_FIELDS = [
  'title',
  'description',
  'productId',
  'items',
  'quantity',
  'criteria',
  'fileFormat',
  'scheduledStart',
  'scheduledEnd',
] as const
export type BriefField = (typeof BRIEF_FIELDS)[number]

/** A field that differs, in words for the page. */
export interface Difference {
  field: BriefField
  label: string
  mine: string
  theirs: string
}

/** A short mark of each field's value when the form was opened; tells later what this person changed. */
export function marksOf(typed: TypedTicket): Record<BriefField, string> {
  return Object.fromEntries(BRIEF_FIELDS.map((field) => [field, mark(typed, field)])) as Record<
    BriefField,
    string
  >
}

/**
 * Brings two versions of a brief together: what this person did not touch follows the saved version, what he chose as
 * theirs too; what he alone changed stays his; what both changed and nobody chose is a difference to decide.
 * @param marks of the form when it was opened; without them every difference counts as his change
 * @param picks `theirs` or `mine` by field
 */
export function mergeBriefs(
  mine: TypedTicket,
  theirs: TypedTicket,
  marks: Record<string, unknown>,
  picks: Record<string, unknown>
) {
  const merged = { ...mine }
  const open: BriefField[] = []
  for (const field of BRIEF_FIELDS) {
    if (mark(mine, field) === mark(theirs, field)) continue
    const isUntouched = marks[field] === mark(mine, field)
    const isMineAlone = marks[field] === mark(theirs, field)
    if (picks[field] === 'theirs' || (isUntouched && picks[field] !== 'mine')) {
      Object.assign(merged, { [field]: theirs[field] })
    } else if (picks[field] !== 'mine' && !isMineAlone) open.push(field)
  }
  return { merged, open }
}

/** Both texts of the given fields, in words. One query, for the products' names. */
export async function describeDifferences(
  fields: BriefField[],
  mine: TypedTicket,
  theirs: TypedTicket,
  { i18n, times }: { i18n: I18n; times: TimeWords }
): Promise<Difference[]> {
  if (fields.length === 0) return []
  const rows = await Product.all()
  const products = new Map(rows.map((one) => [String(one.id), one.name]))
  const words = (typed: TypedTicket, field: BriefField): string => {
    if (field === 'items') {
      return typed.items
        .map((item) => `${products.get(item.productId) ?? '–'}: ${item.quantity}`)
        .join('\n')
    }
    if (field === 'productId') return products.get(typed.productId) ?? ''
    if (field === 'criteria') return typed.criteria && i18n.t(`workflow.criteria.${typed.criteria}`)
    if (field === 'fileFormat')
      return typed.fileFormat && i18n.t(`workflow.file_format.${typed.fileFormat}`)
    if (field.startsWith('scheduled')) return times.exact(readMoment(typed[field], times.zone))
    return typed[field]
  }
  return fields.map((field) => ({
    field,
    label: i18n.t(`ticket_form.field.${field}`),
    mine: words(mine, field) || i18n.t('ticket_form.stale.nothing'),
    theirs: words(theirs, field) || i18n.t('ticket_form.stale.nothing'),
  }))
}

function mark(typed: TypedTicket, field: BriefField): string {
  const value = field === 'items' ? JSON.stringify(typed.items) : typed[field].trim()
  return createHash('sha256').update(value).digest('hex').slice(0, 16)
}
