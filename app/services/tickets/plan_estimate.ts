import type Ticket from '#models/ticket'
import type { FieldChange } from '#models/activity'

/** Sets how many hours the work is thought to take, without saving. @returns what changed; nothing when nobody said */
export function planEstimate(ticket: Ticket, hours: number | null | undefined): FieldChange[] {
  if (hours === undefined || hours === ticket.estimatedHours) return []
  const text = (value: number | null) => (value === null ? null : String(value))
  const change = { before: text(ticket.estimatedHours), after: text(hours) }
  ticket.estimatedHours = hours
  return [{ field: 'estimatedHours', ...change }]
}
