import { DateTime } from 'luxon'
import vine from '@vinejs/vine'
import { LIST_FACETS } from '#services/tickets/list/list_facets'
import { countedFilters } from '#services/tickets/list/counted_filters'
import { workflows } from '#workflows/index'
import { PRIORITIES } from '#workflows/workflow'

export const TABS = ['open', 'waiting', 'assigned', 'mine', 'overdue', 'watching', 'all'] as const
export const SORTS = ['newest', 'oldest', 'deadline', 'priority', 'updated', 'status'] as const
export const SIZES = { table: [10, 20, 25, 50, 100], cards: [6, 12, 24] } as const
/** Pages by number; beyond them by position. */
export const LAST_PAGE = 40

const LARGEST = 2_147_483_647
/** A status of any workflow (`open`), or of one (`support.in_progress`): two workflows may share a word. */
const STATUSES = [
  ...new Set(
    workflows.flatMap(({ key, statuses }) =>
      Object.keys(statuses).flatMap((status) => [status, `${key}.${status}`])
    )
  ),
]
const id = () => vine.number().withoutDecimals().range([1, LARGEST])
const day = () =>
  vine
    .date({ formats: ['YYYY-MM-DD'] })
    .after('1999-12-31')
    .before('2200-01-01')
    .transform((date) => DateTime.fromJSDate(date).toISODate()!)

/** The address of the tickets list; what it does not know is passed over, what it cannot read is refused. */
export const ticketListValidator = vine.create({
  tab: vine.enum(TABS).optional(),
  q: vine.string().trim().maxLength(200).optional(),
  workflow: vine.enum(workflows.map(({ key }) => key)).optional(),
  type: vine.array(id()).minLength(1).maxLength(20).optional(),
  status: vine.array(vine.enum(STATUSES)).minLength(1).maxLength(20).optional(),
  priority: vine.array(vine.enum(PRIORITIES)).minLength(1).maxLength(20).optional(),
  department: id().optional(),
  handling: id().optional(),
  requester: id().optional(),
  assignee: vine
    .string()
    .regex(/^(none|[1-9]\d{0,8})$/)
    .optional(),
  product: id().optional(),
  from: day().optional(),
  to: day().optional(),
  /** What a figure of a report counts. */
  is: vine.array(vine.enum(LIST_FACETS)).minLength(1).maxLength(5).optional(),
  counted: vine.accepted().optional(),
  /** A type without those below it. */
  only_type: id().optional(),
  /** A product beside the one that is asked for already. */
  product_too: id().optional(),
  brand: vine.string().trim().minLength(1).maxLength(100).optional(),
  ...countedFilters,
  due_from: day().optional(),
  due_to: day().optional(),
  /** Somebody helps with it. */
  helper: id().optional(),
  overdue: vine.accepted().optional(),
  mine: vine.accepted().optional(),
  watching: vine.accepted().optional(),
  sort: vine.enum(SORTS).optional(),
  view: vine.enum(['table', 'cards'] as const).optional(),
  size: vine
    .number()
    .in([...SIZES.table, ...SIZES.cards])
    .optional(),
  page: vine.number().withoutDecimals().range([1, LAST_PAGE]).optional(),
  after: id().optional(),
  before: id().optional(),
})

/** How a person wants his list, from the switch above it; `back` is the list he came from. */
export const listSettingsValidator = vine.create({
  view: vine.enum(['table', 'cards'] as const).optional(),
  size: vine
    .number()
    .in([...SIZES.table, ...SIZES.cards])
    .optional(),
  back: vine
    .string()
    .maxLength(2000)
    .regex(/^\/tickets(\?[^#\\\s]*)?$/)
    .optional(),
})

/** A move from a row of the list; a decision counts for what was seen. */
export const rowMoveValidator = vine.create({
  step: vine.enum(['department', 'creative'] as const).optional(),
  round: id().optional(),
  brief_version: id().optional(),
  view: vine.enum(['table', 'cards'] as const).optional(),
  back: vine
    .string()
    .maxLength(2000)
    .regex(/^\/tickets(\?[^#\\\s]*)?$/)
    .optional(),
})
