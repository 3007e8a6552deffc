import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { countQueue } from '#services/queue/count_queue'
import { lookersOn } from '#services/queue/lookers_on'
import {
  conditionOf,
  mostUrgentFirst,
  openIn,
  QUEUE_TABS,
  type QueueTab,
} from '#services/queue/narrow_queue'
import { findQueue, type Queue } from '#services/queue/queues_of'
import { loadTicketRows } from '#services/tickets/list/load_ticket_rows'
import { queueValidator } from '#validators/queue'
import { LAST_PAGE, SIZES } from '#validators/ticket_list'

/** Which part of which queue a page shows. */
export interface QueueQuestion {
  queue: Queue
  tab: QueueTab
  page: number
  size: number
}

/**
 * Everything the page of a queue shows a person; the number of queries does not depend on the rows.
 * @param query the address, as it came
 * @throws a validation error (422) for what cannot be read; NotFound for a queue that is none of his business
 */
export async function listQueue(
  query: Record<string, unknown>,
  departmentId: number | undefined,
  viewer: User,
  words: Words
) {
  const { queue, queues } = await findQueue(viewer, departmentId)
  const question = await readQueueQuestion(query, queue, viewer)
  const counts = await countQueue(queue.id, viewer)
  const ids = await idsOf(question, viewer)
  const rows = await loadTicketRows(ids, viewer, words)
  return {
    ...question,
    rows: await withLookers(rows, viewer),
    tabs: tabsOf(question, counts, words),
    counts,
    queues: queues.map(({ id, name }) => ({
      label: name,
      href: `/queue/${id}`,
      current: id === queue.id,
    })),
    address: queueAddress(question),
    /** Where the open page asks for rows that changed. */
    liveAddress: queueAddress(question, '/rows'),
    pages: pagesOf(question, counts[question.tab]),
  }
}

/** Rows with who else has each ticket open now. */
export async function withLookers<Row extends { id: number }>(rows: Row[], viewer: User) {
  const looking = await lookersOn(
    rows.map(({ id }) => id),
    viewer
  )
  return rows.map((row) => ({ ...row, lookers: looking.get(row.id) ?? [] }))
}

/** @throws a validation error (422) for what cannot be read */
export async function readQueueQuestion(
  query: Record<string, unknown>,
  queue: Queue,
  viewer: User
): Promise<QueueQuestion> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  const { tab = queue.isOwn ? 'unassigned' : 'open', page = 1 } =
    await queueValidator.validate(given)
  const sizes: readonly number[] = SIZES.table
  return { queue, tab, page, size: sizes.includes(viewer.pageSize) ? viewer.pageSize : 25 }
}

/** The ids of one page of a queue, the most urgent first. */
export async function idsOf(
  { queue, tab, page, size }: QueueQuestion,
  viewer: User
): Promise<number[]> {
  const { sql, bindings } = conditionOf(tab, viewer)
  const rows = await mostUrgentFirst(openIn([queue.id], viewer).whereRaw(sql, bindings))
    .offset((page - 1) * size)
    .limit(size)
    .select('tickets.id')
  return rows.map(({ id }: { id: number }) => id)
}

/** The tabs with what each holds. */
export function tabsOf(
  { queue, tab: current }: QueueQuestion,
  counts: Record<QueueTab, number>,
  { i18n }: Words
) {
  return QUEUE_TABS.map((tab) => ({
    label: i18n.t(`queue.tab.${tab}`),
    href: `/queue/${queue.id}?tab=${tab}`,
    current: tab === current,
    count: counts[tab] || null,
    mine: tab === 'unassigned',
  }))
}

/** The address of exactly this page of a queue. */
export function queueAddress({ queue, tab, page }: QueueQuestion, path = ''): string {
  return `/queue/${queue.id}${path}?tab=${tab}${page > 1 ? `&page=${page}` : ''}`
}

function pagesOf(question: QueueQuestion, total: number) {
  const { page, size } = question
  const last = Math.min(LAST_PAGE, Math.max(1, Math.ceil(total / size)))
  const to = (number: number) => queueAddress({ ...question, page: number })
  return {
    last,
    previousUrl: page > 1 ? to(page - 1) : null,
    nextUrl: page < last ? to(page + 1) : null,
    first: (page - 1) * size + 1,
    total,
  }
}
