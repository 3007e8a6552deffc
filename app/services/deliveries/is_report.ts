import type Delivery from '#models/delivery'
import { REPORT_KINDS } from '#mails/report_letter'
import { MONTHLY_KIND } from '#services/reports/monthly/send_month'

const KINDS = [...REPORT_KINDS, MONTHLY_KIND]

/** SQL about a delivery `d`: a report, which is slow to write. */
export const IS_REPORT = `d.kind in (${KINDS.map((kind) => `'${kind}'`).join(', ')})`

/** True for a report that is counted and drawn when it is sent. */
export function isReport({ kind }: Pick<Delivery, 'kind'>): boolean {
  return KINDS.includes(kind)
}
