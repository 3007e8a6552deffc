import { addressWith } from '#services/lists/address_with'

/** The props of the pagination component, made from an address and a count. */
export interface Pager {
  current: number
  pages: { number?: number; url?: string }[]
  previousUrl: string | null
  nextUrl: string | null
  totalLabel: string
}

/** Rows are counted exactly up to here; beyond, "1,000+" (shared/pages). */
export const MOST_COUNTED = 1000
/** Pages by number end here. */
export const MOST_PAGES = 40

interface Paged {
  path: string
  /** The filters of the address, without the page. */
  query: Record<string, string | number | undefined>
  page: number
  size: number
  /** Rows there are, at most one more than `MOST_COUNTED`. */
  total: number
  locale?: string
}

/** Numbers the pages around the present one; gaps are empty entries. */
export function pagerOf({ path, query, page, size, total, locale = 'en' }: Paged): Pager {
  const last = Math.max(1, Math.min(MOST_PAGES, Math.ceil(total / size)))
  const url = (number: number) =>
    addressWith(path, { ...query, page: number > 1 ? number : undefined })
  const near = [1, last, page - 1, page, page + 1].filter((number) => number >= 1 && number <= last)
  const numbers = [...new Set(near)].sort((a, b) => a - b)
  const pages = numbers.flatMap((number, at) => {
    const entry = { number, url: url(number) }
    return at > 0 && number - numbers[at - 1] > 1 ? [{}, entry] : [entry]
  })
  const exact = new Intl.NumberFormat(locale).format(Math.min(total, MOST_COUNTED))
  return {
    current: page,
    pages: last > 1 ? pages : [],
    previousUrl: page > 1 ? url(page - 1) : null,
    nextUrl: page < last ? url(page + 1) : null,
    totalLabel: total > MOST_COUNTED ? `${exact}+` : exact,
  }
}
