import vine from '@vinejs/vine'
import { TABS } from '#services/reports/report_addresses'

export const FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof FORMATS)[number]

/** The key of a table; a word that no table has is none of them. */
const table = () =>
  vine
    .string()
    .regex(/^[a-z][\w-]{0,39}$/i)
    .optional()

/** As what a list is exported; its filters are read as the list reads them. */
export const exportFormat = vine.create({ format: vine.enum(FORMATS) })

/** Whose queue is exported; its tab is read as the page reads it. */
export const queueExportValidator = vine.create({
  department: vine.number().withoutDecimals().range([1, 2_147_483_647]),
})

/** Which tables of the analytics are exported; their filters are read as the page reads them. */
export const reportExportValidator = vine.create({
  tab: vine.enum(TABS).optional(),
  table: table(),
})

/** Which monthly report is exported, whole or one of its tables. */
export const monthExportValidator = vine.create({
  year: vine.number().withoutDecimals().range([2000, 2199]).optional(),
  month: vine.number().withoutDecimals().range([1, 12]).optional(),
  table: table(),
})

/** What the trash is searched for. */
export const trashExportValidator = vine.create({
  q: vine.string().trim().maxLength(200).optional(),
})
