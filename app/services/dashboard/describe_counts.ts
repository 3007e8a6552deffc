import type Ticket from '#models/ticket'
import type { TicketCounts } from '#services/dashboard/count_tickets'
import { creative } from '#workflows/creative'
import { findWorkflow } from '#workflows/index'
import type { Tone } from '#workflows/workflow'

export interface StripItem {
  /** Key of dashboard.json. */
  key: string
  value: number
  href: string
  tone?: Tone
  glyph?: string
  all?: boolean
}

/** The order in which the desk reads, from the first signature to the end. */
const ORDER = ['requested', 'pending_creative', 'approved', 'in_progress', 'completed', 'rejected']

/** The counts as figures that lead to their lists; each list holds exactly as many. */
export function stripOf({ total, overdue, status }: TicketCounts): StripItem[] {
  return [
    { key: 'all', value: total, href: '/tickets?tab=all', all: true },
    ...ORDER.map((key) => ({
      key,
      value: status[key] ?? 0,
      href: `/tickets?tab=all&status=${key}`,
      tone: creative.statuses[key].tone,
      glyph: creative.statuses[key].glyph,
    })),
    {
      key: 'overdue',
      value: overdue,
      href: '/tickets?tab=all&overdue=1',
      tone: 'stop',
      glyph: 's-late',
    },
  ]
}

/** How many stand where, for the chart: both signatures are one slice, because they share a tone. */
export function statusesOf({ status }: TicketCounts) {
  const slices = new Map<string, { key: string; count: number; tone: Tone }>()
  for (const name of ORDER) {
    const { tone, step } = creative.statuses[name]
    const key = step ? 'for_approval' : name
    const count = (slices.get(key)?.count ?? 0) + (status[name] ?? 0)
    slices.set(key, { key, count, tone })
  }
  return [...slices.values()]
}

/** How a ticket's status looks and the key of its word; a confirmed one has a look of its own. */
export function statusOf(ticket: Pick<Ticket, 'workflow' | 'status' | 'isConfirmed'>) {
  const { tone, glyph } = findWorkflow(ticket.workflow).statuses[ticket.status]
  const key = `workflow.${ticket.workflow}.status.`
  if (ticket.isConfirmed) return { tone, glyph: 's-confirmed', label: `${key}confirmed` }
  return { tone, glyph, label: key + ticket.status }
}
