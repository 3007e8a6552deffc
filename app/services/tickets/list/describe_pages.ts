import type { I18n } from '@adonisjs/i18n'
import { MOST_COUNTED } from '#services/tickets/list/count_list'
import type { FoundPage } from '#services/tickets/list/find_page'
import { addressOf, type ListQuestion } from '#services/tickets/list/list_question'
import { LAST_PAGE } from '#validators/ticket_list'

/** The pager: numbers with gaps, previous and next, and how many there are. */
export interface ShownPages {
  current: number
  pages: { number?: number; url?: string }[]
  previousUrl: string | null
  nextUrl: string | null
  totalLabel: string
}

/** Numbers up to page 40; from there previous and next lead from the first and last ticket shown. */
export function describePages(
  question: ListQuestion,
  { ids, hasNext, hasPrevious, total }: FoundPage,
  i18n: I18n
): ShownPages {
  const { page, size, after, before } = question
  const byPosition = after !== undefined || before !== undefined
  const last = Math.min(LAST_PAGE, Math.max(1, Math.ceil(total / size)))
  const to = (number: number) => addressOf(question, { page: number })
  const following = () =>
    !byPosition && page < LAST_PAGE
      ? to(page + 1)
      : addressOf(question, { page: null, after: ids.at(-1), before: null })
  const preceding = () =>
    byPosition ? addressOf(question, { page: null, before: ids[0], after: null }) : to(page - 1)
  return {
    current: byPosition ? 0 : page,
    pages: byPosition ? [{ number: 1, url: to(1) }, {}] : numbers(page, last, to),
    previousUrl: hasPrevious && ids.length > 0 ? preceding() : null,
    nextUrl: hasNext && ids.length > 0 ? following() : null,
    totalLabel: totalLabel(question, ids.length, total, i18n),
  }
}

function numbers(page: number, last: number, to: (number: number) => string) {
  if (last === 1) return []
  const shown = [1, page - 1, page, page + 1, last].filter((one) => one >= 1 && one <= last)
  const sorted = [...new Set(shown)].sort((a, b) => a - b)
  return sorted.flatMap((number, index) => {
    const isGap = index > 0 && number > sorted[index - 1] + 1
    return [...(isGap ? [{}] : []), { number, url: to(number) }]
  })
}

function totalLabel(
  { page, size, after, before }: ListQuestion,
  shown: number,
  total: number,
  i18n: I18n
) {
  const known =
    total > MOST_COUNTED
      ? i18n.t('ticket_list.more_than', { most: MOST_COUNTED })
      : i18n.formatNumber(total)
  if (after !== undefined || before !== undefined || shown === 0) {
    return i18n.t('ticket_list.total', { total: known })
  }
  const first = (page - 1) * size + 1
  return i18n.t('ticket_list.range', { first, last: first + shown - 1, total: known })
}
