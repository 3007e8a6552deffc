import { appUrl } from '#config/app'
import type { I18n } from '@adonisjs/i18n'
import type { FigureWords } from '#services/reports/figure_words'
import type { ReportTable } from '#services/reports/report_table'
import { tableWords } from '#services/reports/table_words'

/** One message: Telegram takes 4,096 characters, and nobody reads more in a chat. */
const MOST_CHARACTERS = 3500
const ROOM = { rows: 8, columns: 3 }

export interface ChatParts {
  title: string
  /** Range, zone and filters in words. */
  about: string
  cards?: { label: string; value: string; change: { text: string } | null }[]
  tables?: ReportTable[]
  /** Its page, without the host. */
  address: string
}

/** A report as plain text for a chat: its figures line by line, the first rows of its tables, and the way to the rest. */
export function chatText(
  { title, about, cards = [], tables = [], address }: ChatParts,
  words: FigureWords,
  i18n: I18n
): string {
  const figures = cards.map(({ label, value, change }) =>
    change ? `${label}: ${value} (${change.text})` : `${label}: ${value}`
  )
  const blocks = [
    ...(figures.length > 0 ? [figures.join('\n')] : []),
    ...tables.map((table) => tableText(table, words, i18n)),
  ]
  const head = `${title}\n${about}`
  const end = `${appUrl}${address}`
  let left = MOST_CHARACTERS - head.length - end.length
  const told = blocks.filter((block) => {
    left -= block.length + 2
    return left > 0
  })
  const cut = told.length < blocks.length ? [i18n.t('subscriptions.chat.cut')] : []
  return [head, ...told, ...cut, end].join('\n\n')
}

function tableText(table: ReportTable, words: FigureWords, i18n: I18n): string {
  const { title, head, rows, left } = tableWords(table, words, ROOM)
  if (rows.length === 0) return `${title}\n${i18n.t('reports.empty')}`
  const lines = rows.map(([name, ...cells]) => {
    const said = cells.map(({ text }, at) => (head.length > 2 ? `${head[at + 1]} ${text}` : text))
    return `${name.text}: ${said.join(', ')}`
  })
  const more = left > 0 ? [i18n.t('subscriptions.chat.more', { count: left })] : []
  const total = table.total ? lines.splice(-1) : []
  return [title, ...lines, ...more, ...total].join('\n')
}
