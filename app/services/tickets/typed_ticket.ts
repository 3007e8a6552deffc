import {
  FILE_FORMATS,
  type BriefForm,
  type Criteria,
  type FileFormat,
} from '#services/tickets/brief'
import type RequestType from '#models/request_type'
import { readMoment } from '#services/words/read_moment'

/** One row of products as typed. */
export interface TypedItem {
  productId: string
  quantity: string
  criteria: string
}

const TEXTS = [
  'type',
  'title',
  'description',
  'productId',
  'quantity',
  'criteria',
  'fileFormat',
  'scheduledStart',
  'scheduledEnd',
  'priority',
  'assigneeId',
  'idempotencyKey',
  'lockVersion',
] as const

/** The ticket form as typed, before anything was judged: what is shown again, kept as a draft and validated. */
export interface TypedTicket extends Record<(typeof TEXTS)[number], string> {
  items: TypedItem[]
  collaboratorIds: string[]
  fileIds: number[]
  removedFileIds: number[]
}

/** More rows than this are cut: there are not that many products. */
const MOST_ROWS = 200

/** An empty form. */
export function emptyTicket(given: Partial<TypedTicket> = {}): TypedTicket {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, '']))
  return {
    ...(texts as Record<(typeof TEXTS)[number], string>),
    priority: 'medium',
    items: [],
    collaboratorIds: [],
    fileIds: [],
    removedFileIds: [],
    ...given,
  }
}

/**
 * Reads a body as the form it came from. Texts stay as they are, line ends become \n, lists may come as arrays or as
 * numbered fields; unknown names are dropped.
 * @returns `typed`, where what is no text is empty, and `raw` for the validator, where it still stands
 */
export function readTyped(body: Record<string, unknown>) {
  const typed = emptyTicket({ priority: '' })
  const raw: Record<string, unknown> = {}
  for (const name of TEXTS) {
    typed[name] = text(body[name])
    raw[name] = isText(body[name]) ? typed[name] || undefined : body[name]
  }
  typed.items = list(body.items).slice(0, MOST_ROWS).map(readItem)
  typed.collaboratorIds = list(body.collaboratorIds).map(text).filter(Boolean)
  typed.fileIds = list(body.fileIds)
    .map(number)
    .filter((id) => id > 0)
  typed.removedFileIds = list(body.removedFileIds)
    .map(number)
    .filter((id) => id > 0)
  return { typed, raw }
}

/** Fields of the brief that only some request types ask for. */
const BY_TYPE = [
  'productId',
  'items',
  'quantity',
  'criteria',
  'fileFormat',
  'scheduledStart',
  'scheduledEnd',
] as const
type FieldByType = (typeof BY_TYPE)[number]

/** Which of these a request type asks for. The form carries the others along, so that a change of type loses nothing. */
export function askedFields(type: RequestType): FieldByType[] {
  const isMany = type.productMode === 'many'
  const asks: Record<FieldByType, boolean> = {
    productId: type.productMode === 'one',
    items: isMany,
    quantity: type.quantityMode === 'ticket',
    criteria: !isMany && ['manual', 'optional'].includes(type.criteriaMode),
    fileFormat: type.criteriaMode === 'format',
    scheduledStart: type.isScheduled,
    scheduledEnd: type.isScheduled,
  }
  return BY_TYPE.filter((field) => asks[field])
}

/** The fields for the validator without those that the type does not ask for; they are carried along unjudged. */
export function withoutUnasked(raw: Record<string, unknown>, type: RequestType | null) {
  if (!type) return raw
  const asked: string[] = askedFields(type)
  const isUnasked = (name: string) => BY_TYPE.some((one) => one === name) && !asked.includes(name)
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !isUnasked(name)))
}

/** What a rule can make of a form in progress: unreadable values become ones that the rules refuse. */
export function asBrief(typed: TypedTicket, zone: string): BriefForm {
  return {
    title: typed.title.trim(),
    description: typed.description.trim(),
    productId: number(typed.productId),
    items: typed.items.map((item) => ({
      productId: number(item.productId),
      quantity: number(item.quantity),
      criteria: criteria(item.criteria),
    })),
    quantity: number(typed.quantity),
    criteria: criteria(typed.criteria),
    fileFormat: FILE_FORMATS.find((format) => format === typed.fileFormat) as
      FileFormat | undefined,
    scheduledStart: readMoment(typed.scheduledStart, zone),
    scheduledEnd: readMoment(typed.scheduledEnd, zone),
  }
}

/** Rows that nobody filled in, beside others that somebody did, are left out. */
export function withoutBlankRows(items: TypedItem[]): TypedItem[] {
  const filled = items.filter((item) => item.productId !== '')
  const isBlank = (item: TypedItem) => !item.productId && ['', '1'].includes(item.quantity)
  return filled.length > 0 ? items.filter((item) => !isBlank(item)) : items
}

function readItem(row: unknown): TypedItem {
  const { productId, quantity, criteria: word } = Object(row) as Record<string, unknown>
  return { productId: text(productId), quantity: text(quantity), criteria: text(word) }
}

function isText(value: unknown): boolean {
  return (
    value === null || value === undefined || typeof value === 'string' || typeof value === 'number'
  )
}

function text(value: unknown): string {
  if (!isText(value)) return ''
  return String(value ?? '').replace(/\r\n?/g, '\n')
}

/** Arrays, sparse ones too, and numbered fields alike: only what is there. */
function list(value: unknown): unknown[] {
  if (value === null || value === undefined || value === '') return []
  return typeof value === 'object' ? Object.values(value) : [value]
}

/** A whole number of at most nine digits; 0 for anything else. */
function number(value: unknown): number {
  const digits = text(value).trim()
  return /^\d{1,9}$/.test(digits) ? Number(digits) : 0
}

function criteria(value: string): Criteria | null {
  return value === 'image' || value === 'video' ? value : null
}
