import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { remember } from '#services/dashboard/remember'
import { countTabs } from '#services/tickets/list/count_tabs'
import { describeFilters } from '#services/tickets/list/describe_filters'
import { describePages } from '#services/tickets/list/describe_pages'
import { MOST_COUNTED } from '#services/tickets/list/count_list'
import { findPage } from '#services/tickets/list/find_page'
import {
  addressOf,
  addressOfPage,
  liveAddressOf,
  readListQuestion,
  type ListQuestion,
  type Tab,
} from '#services/tickets/list/list_question'
import { loadTicketRows } from '#services/tickets/list/load_ticket_rows'
import { SIZES, SORTS, TABS } from '#validators/ticket_list'

/**
 * Everything the tickets list shows a person; the number of queries depends neither on the rows nor on the tickets.
 * @param query the address, as it came
 * @throws a validation error (422) for what cannot be read; NotFound for a position that is not there
 */
export async function listTickets(query: Record<string, unknown>, viewer: User, words: Words) {
  const question = await readListQuestion(query, viewer)
  const { zone } = words.times
  const [found, counts, chips] = await Promise.all([
    findPage(question, viewer, zone),
    remember(viewer.id, 'tabs', () => countTabs(viewer, zone)),
    describeFilters(question, words),
  ])
  const rows = await loadTicketRows(found.ids, viewer, words)
  return {
    question,
    rows,
    chips,
    tabs: TABS.map((tab) => asTab(tab, question, counts[tab], words)),
    pages: describePages(question, found, words.i18n),
    sorts: SORTS.map((sort) => ({ value: sort, label: words.i18n.t(`ticket_list.sort.${sort}`) })),
    sizes: SIZES[question.view].map((size) => ({ value: size, current: size === question.size })),
    /** What the search form sends along beside its own fields. */
    kept: keptFields(question),
    address: addressOfPage(question),
    isChoosable: rows.some((row) => row.isChoosable),
    /** Where the open list asks for rows that changed. */
    liveAddress: liveAddressOf(question),
    firstAddress: addressOf(question, { tab: question.tab }),
    everywhere: addressOf(question, { tab: 'all' }),
    unfiltered: addressOf({ ...plain(question) }),
    filtersAddress: addressOf(question, { tab: question.tab }).replace(
      '/tickets',
      '/tickets/filters'
    ),
    sortAddress: Object.fromEntries(
      SORTS.map((sort) => [sort, addressOf(question, { sort, tab: question.tab })])
    ),
  }
}

function asTab(tab: Tab, question: ListQuestion, count: number | undefined, { i18n }: Words) {
  const shown =
    count !== undefined && count > MOST_COUNTED
      ? i18n.t('ticket_list.more_than', { most: MOST_COUNTED })
      : count
  return {
    label: i18n.t(`ticket_list.tab.${tab}`),
    href: addressOf(question, { tab }),
    current: tab === question.tab,
    count: shown || null,
    mine: tab === 'waiting' && Boolean(count),
  }
}

function plain({ tab, view, size }: ListQuestion): ListQuestion {
  return { tab, view, size, sort: 'newest', page: 1 }
}

function keptFields(question: ListQuestion): { name: string; value: string }[] {
  const address = addressOf(question, { tab: question.tab, q: null, sort: null })
  const search = new URL(address, 'http://desk')
  const kept = [...search.searchParams].map(([name, value]) => ({ name, value }))
  // Who searches looks everywhere, unless he already searches within what is open.
  const staysOpen = question.tab === 'open' && (question.q || question.status)
  return staysOpen ? [...kept, { name: 'tab', value: 'open' }] : kept
}
