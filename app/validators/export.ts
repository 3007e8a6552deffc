import vine from '@vinejs/vine'
import { TABS } from '#services/reports/describe_report'

export const FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof FORMATS)[number]

/** As what a list is exported; its filters are read as the list reads them. */
export const exportFormat = vine.create({ format: vine.enum(FORMATS) })

/** Whose queue is exported; its tab is read as the page reads it. */
export const queueExportValidator = vine.create({
  department: vine.number().withoutDecimals().range([1, 2_147_483_647]),
})

/** Which tables of the analytics are exported; their filters are read as the page reads them. */
export const reportExportValidator = vine.create({
  tab: vine.enum(TABS.filter((tab) => tab !== 'summary')),
  table: vine
    .string()
    .regex(/^[a-z][a-z_-]{0,39}$/)
    .optional(),
})
