import type User from '#models/user'
import type { ReportTab } from '#services/reports/report_addresses'

/** What can be subscribed to: a view of the analytics, the daily report, the weekly digest of a team. */
export const SUBSCRIPTION_KINDS = ['view', 'daily_report', 'team_digest'] as const
export type SubscriptionKind = (typeof SUBSCRIPTION_KINDS)[number]

export const CADENCES = ['daily', 'weekly', 'monthly'] as const
export type Cadence = (typeof CADENCES)[number]

/** How often what is not a view comes. */
export const CADENCE_OF: Record<Exclude<SubscriptionKind, 'view'>, Cadence> = {
  daily_report: 'daily',
  team_digest: 'weekly',
}

/** Whose tickets count for somebody, from most to least. */
export const SCOPES = ['all', 'departments', 'own'] as const
export type Scope = (typeof SCOPES)[number]

/** Filters of a view, without its days: those follow from the day of the sending. */
export const FILTERS = ['workflow', 'department', 'handling', 'type', 'product', 'person'] as const
export type Filters = { workflow?: string } & {
  [Name in Exclude<(typeof FILTERS)[number], 'workflow'>]?: number
}

/** A row of report_subscriptions. */
export interface SubscriptionRow {
  id: number
  user_id: number
  kind: SubscriptionKind
  tab: ReportTab | null
  filters: Filters
  cadence: Cadence
  scope: Scope
  /** Departments that the person managed when it was begun. */
  departments: number[]
  created_at: Date
  ended_at: Date | null
  ended_by: 'person' | 'link' | 'rights' | null
  ended_for: string | number | null
}

/** Whose tickets count for somebody in reports (where_counted.ts). */
export function scopeOf(person: User): Scope {
  if (person.isAdmin) return 'all'
  return person.manages.length > 0 ? 'departments' : 'own'
}
