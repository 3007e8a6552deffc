import type User from '#models/user'
import {
  cellOf,
  type CellKind,
  type ExportCell,
  type ExportTable,
} from '#services/exports/exported'
import { localTime } from '#services/exports/local_time'
import { escapeXml, sheetNames, staticParts } from '#services/exports/xlsx_parts'
import { writeZip, type ZipEntry } from '#services/exports/write_zip'

const DAY = 86_400
/** Days from 30 December 1899, where spreadsheets begin to count, to 1970. */
const EPOCH = 25_569
/** A cell holds no more characters. */
const LONGEST = 32_767

/** Places in the list of formats (xlsx_parts.ts). */
const STYLES: Record<CellKind, number> = {
  text: 0,
  count: 2,
  average: 3,
  percent: 4,
  seconds: 5,
  time: 6,
}
const HEAD = 1
const WIDTHS: Record<CellKind, number> = {
  text: 24,
  count: 12,
  average: 12,
  percent: 12,
  seconds: 14,
  time: 18,
}

/**
 * Writes tables as a workbook, a sheet each, as it is read: numbers and times are cells of their kind in the zone's time,
 * words are words even where they look like a formula.
 */
export function writeXlsx(
  tables: ExportTable[],
  { zone, viewerNow }: { zone: string; viewerNow: () => Promise<User> }
): AsyncGenerator<Buffer> {
  const names = sheetNames(tables.map(({ title }) => title))
  const timeOf = localTime(zone)
  const sheets = tables.map((table, at): ZipEntry => ({
    name: `xl/worksheets/sheet${at + 1}.xml`,
    content: sheetOf(table, viewerNow, timeOf),
  }))
  return writeZip([...staticParts(names), ...sheets])
}

async function* sheetOf(
  { columns, pieces }: ExportTable,
  viewerNow: () => Promise<User>,
  timeOf: (instant: Date) => number
) {
  const widths = columns.map(({ label, kind }, at) => {
    const width = Math.min(40, Math.max(WIDTHS[kind], label.length + 2))
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`
  })
  yield (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">' +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>` +
    `<row>${columns.map(({ label }) => textCell(label, HEAD)).join('')}</row>`
  )
  const write = (cell: ExportCell, at: number) => {
    const { value, kind } = cellOf(cell, columns[at])
    if (value === null || value === '') return `<c/>`
    if (typeof value === 'string') return textCell(value, 0)
    return `<c s="${STYLES[kind]}"><v>${numberOf(value, kind, timeOf)}</v></c>`
  }
  for await (const rows of pieces(viewerNow)) {
    yield rows.map((row) => `<row>${row.map(write).join('')}</row>`).join('')
  }
  yield '</sheetData></worksheet>'
}

function textCell(text: string, style: number): string {
  const shown = escapeXml(text.length > LONGEST ? text.slice(0, LONGEST) : text)
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${shown}</t></is></c>`
}

function numberOf(value: number | Date, kind: CellKind, timeOf: (instant: Date) => number): number {
  // To the second, as the other file says it.
  if (value instanceof Date) return Math.floor(timeOf(value) / 1000) / DAY + EPOCH
  if (kind === 'seconds') return value / DAY
  return kind === 'percent' ? value / 100 : value
}
