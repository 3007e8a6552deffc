import { addressWith } from '#services/lists/address_with'
import type { ReportQuestion } from '#services/reports/report_question'

export const TABS = ['summary', 'team', 'breakdowns', 'trends', 'approvals', 'support'] as const
export type ReportTab = (typeof TABS)[number]

/** Where a tab stands: the summary at /analytics itself. */
export function addressOfTab(tab: ReportTab, chosen: Record<string, string | number | undefined>) {
  return addressWith(tab === 'summary' ? '/analytics' : `/analytics/${tab}`, chosen)
}

/** Range and filters of a question as they stand in an address. */
export function chosenOf(question: ReportQuestion): Record<string, string | number | undefined> {
  const { preset, range, before, workflow, department, handling, type, product, person } = question
  const days = preset === 'custom' ? { from: range.from, to: range.to } : {}
  return {
    range: preset === 'month' ? undefined : preset,
    ...days,
    compare: before ? undefined : 'none',
    workflow,
    department,
    handling,
    type,
    product,
    person,
  }
}
