import type Ticket from '#models/ticket'
import type { TicketCounts } from '#services/dashboard/count_tickets'
import { workflowsWith } from '#services/tickets/list/where_status'
import { findWorkflow, workflows } from '#workflows/index'
import type { StatusDefinition, Tone, Workflow } from '#workflows/workflow'

export interface StripItem {
  /** Key of the language files. */
  label: string
  value: number
  href: string
  tone?: Tone
  glyph?: string
  all?: boolean
}

/** The figures of one workflow. */
export interface Strip {
  key: string
  items: StripItem[]
}

/** The order in which a desk reads where it is not that of its statuses. */
const ORDER: Record<string, string[]> = {
  creative: ['requested', 'pending_creative', 'approved', 'in_progress', 'completed', 'rejected'],
}

/** A word of the dashboard's own, where the status is named for the ticket alone. */
const SHORT = new Set(['requested', 'pending_creative'])

/** The counts as figures that lead to their lists, workflow by workflow; each list holds exactly as many. */
export function stripsOf(counts: TicketCounts): Strip[] {
  const found = seen(counts)
  return found.map((workflow) => ({
    key: workflow.key,
    items: [
      found.length > 1 ? allOf(workflow, counts) : everything(counts),
      ...statusItems(workflow, counts),
      lateItem(workflow, counts),
    ],
  }))
}

/** The figure that holds all others. */
function everything({ total }: TicketCounts): StripItem {
  return { label: 'dashboard.all', value: total, href: '/tickets?tab=all', all: true }
}

function allOf({ key }: Workflow, { status }: TicketCounts): StripItem {
  const value = Object.values(status[key] ?? {}).reduce((sum, count) => sum + count, 0)
  return { label: 'dashboard.all', value, href: `/tickets?tab=all&workflow=${key}`, all: true }
}

/** The workflows of which this person sees anything; the first one for whom nothing is there yet. */
function seen({ status }: TicketCounts): Workflow[] {
  const found = workflows.filter(({ key }) => status[key])
  return found.length > 0 ? found : [workflows[0]]
}

function statusItems({ key, statuses }: Workflow, { status }: TicketCounts): StripItem[] {
  const order = ORDER[key] ?? Object.keys(statuses).filter((name) => !statuses[name].isClosed)
  return order.map((name) => ({
    label: SHORT.has(name) ? `dashboard.${name}` : `workflow.${key}.status.${name}`,
    value: status[key]?.[name] ?? 0,
    href: `/tickets?tab=all&status=${workflowsWith(name).length > 1 ? `${key}.` : ''}${name}`,
    tone: statuses[name].tone,
    glyph: statuses[name].glyph,
  }))
}

function lateItem({ key }: Workflow, { late }: TicketCounts): StripItem {
  return {
    label: 'dashboard.overdue',
    value: late[key] ?? 0,
    href: `/tickets?tab=all&workflow=${key}&overdue=1`,
    tone: 'stop',
    glyph: 's-late',
  }
}

/** What a status comes to, whatever the workflow calls it: the slices of one chart for both. */
const SLICES: { key: string; tone: Tone; holds: (status: StatusDefinition) => boolean }[] = [
  { key: 'for_approval', tone: 'wait', holds: ({ step }) => step !== undefined },
  { key: 'to_do', tone: 'ready', holds: ({ tone }) => tone === 'ready' },
  { key: 'at_work', tone: 'active', holds: ({ tone }) => tone === 'active' },
  { key: 'waiting', tone: 'rest', holds: ({ isFinished, step }) => !isFinished && !step },
  { key: 'rejected', tone: 'stop', holds: ({ isRefused }) => isRefused === true },
  { key: 'done', tone: 'done', holds: ({ isFinished }) => isFinished === true },
]

/** How many stand where, for the chart; slices that no status of these workflows falls into are left out. */
export function statusesOf(counts: TicketCounts) {
  const slices = new Map<string, number>()
  for (const { key, statuses } of seen(counts)) {
    for (const [name, status] of Object.entries(statuses)) {
      const slice = SLICES.find(({ holds }) => holds(status))!
      slices.set(slice.key, (slices.get(slice.key) ?? 0) + (counts.status[key]?.[name] ?? 0))
    }
  }
  return SLICES.filter(({ key }) => slices.has(key)).map(({ key, tone }) => ({
    key,
    tone,
    count: slices.get(key)!,
  }))
}

/** How a ticket's status looks and the key of its word; a confirmed one has a look of its own. */
export function statusOf(ticket: Pick<Ticket, 'workflow' | 'status' | 'isConfirmed'>) {
  const { tone, glyph } = findWorkflow(ticket.workflow).statuses[ticket.status]
  const key = `workflow.${ticket.workflow}.status.`
  if (ticket.isConfirmed) return { tone, glyph: 's-confirmed', label: `${key}confirmed` }
  return { tone, glyph, label: key + ticket.status }
}
