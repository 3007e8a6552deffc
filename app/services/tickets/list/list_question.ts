import type { Infer } from '@vinejs/vine/types'
import type User from '#models/user'
import { withChildren, type AskedTypes } from '#services/tickets/list/with_children'
import { LAST_PAGE, SIZES, ticketListValidator, type TABS } from '#validators/ticket_list'

type Asked = Infer<typeof ticketListValidator>
export type Tab = (typeof TABS)[number]
export type ListView = keyof typeof SIZES

/** What a list is asked for, complete. */
export interface ListQuestion extends Omit<Asked, 'tab' | 'sort' | 'view' | 'size' | 'page'> {
  tab: Tab
  sort: NonNullable<Asked['sort']>
  view: ListView
  size: number
  page: number
  /** The types asked for with those below them; not part of the address. */
  types?: AskedTypes
}

const SEVERAL = ['type', 'status', 'priority', 'is'] as const

/**
 * Reads the address of a list. Without a tab it shows what is open; who searches or names a status looks at everything.
 * View and size come from the address, else as the person left them.
 * @throws a validation error (422) for what cannot be read
 */
export async function readListQuestion(
  query: Record<string, any>,
  viewer: User
): Promise<ListQuestion> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  for (const key of SEVERAL) {
    const value = given[key]
    if (typeof value === 'string') given[key] = [value]
  }
  const asked = await ticketListValidator.validate(given)
  const view = asked.view ?? (viewer.listView as ListView)
  return {
    ...asked,
    q: asked.q || undefined,
    types: asked.type && (await withChildren(asked.type)),
    tab: asked.tab ?? (asked.q || asked.status ? 'all' : 'open'),
    sort: asked.sort ?? 'newest',
    view,
    size: sizeFor(view, asked.size ?? viewer.pageSize),
    page: asked.page ?? 1,
  }
}

/** The size a view offers that comes closest to what a person chose for another. */
function sizeFor(view: ListView, wanted: number): number {
  const sizes: readonly number[] = SIZES[view]
  if (sizes.includes(wanted)) return wanted
  return view === 'table' ? 25 : 12
}

type Change = Partial<Record<keyof ListQuestion, unknown>>

/**
 * The address of a list that differs from this one; a value of null leaves a part out. Changing what is listed begins
 * at the first page again. View and size stay out of it: they are remembered.
 */
export function addressOf(question: ListQuestion, change: Change = {}): string {
  const { view, size, page, after, before, sort, tab, types, ...filters } = question
  const turns = 'page' in change || 'after' in change || 'before' in change
  const parts: Change = { tab, ...filters, sort, ...change }
  if (parts.sort === 'newest') delete parts.sort
  if (parts.page === 1) delete parts.page
  if (!turns) for (const key of ['page', 'after', 'before'] as const) delete parts[key]
  if (parts.tab === (parts.q || parts.status ? 'all' : 'open')) delete parts.tab
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(parts)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null && one !== false)
        search.append(key, one === true ? '1' : String(one))
    }
  }
  return search.size > 0 ? `/tickets?${search}` : '/tickets'
}

/** The address of exactly this list, its page included. */
export function addressOfPage(question: ListQuestion, change: Change = {}): string {
  const { page, after, before } = question
  return addressOf(question, { page: Math.min(page, LAST_PAGE), after, before, ...change })
}

/** Where an open list asks for its rows anew: as it stands there, whatever another window of its person chose since. */
export function liveAddressOf(question: ListQuestion): string {
  const { view, size } = question
  return addressOfPage(question, { view, size }).replace('/tickets', '/tickets/rows')
}
