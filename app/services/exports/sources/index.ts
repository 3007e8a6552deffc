import type { Exported, ExportReader } from '#services/exports/exported'
import { exportActivity } from '#services/exports/sources/export_activity'
import { exportDeliveries } from '#services/exports/sources/export_deliveries'
import { exportMasterData } from '#services/exports/sources/export_master_data'
import { exportMonth } from '#services/exports/sources/export_month'
import { exportAttempts, exportPeople } from '#services/exports/sources/export_people'
import { exportQueue } from '#services/exports/sources/export_queue'
import { exportReport } from '#services/exports/sources/export_report'
import { exportTrash } from '#services/exports/sources/export_trash'
import { exportWorkload } from '#services/exports/sources/export_workload'
import { exportTickets } from '#services/exports/sources/export_tickets'

/** Finds what is exported; judges its reader's rights and refuses filters that cannot be read. */
export type ExportSource = (
  query: Record<string, unknown>,
  reader: ExportReader
) => Promise<Exported>

/** Every list that can be exported, by its word in the address. */
export const SOURCES = {
  'tickets': exportTickets,
  'queue': exportQueue,
  'activity': exportActivity,
  'analytics': exportReport,
  'monthly': exportMonth,
  'workload': exportWorkload,
  'trash': exportTrash,
  'people': exportPeople,
  'sign-in-attempts': exportAttempts,
  'deliveries': exportDeliveries,
  'products': exportMasterData('products'),
  'departments': exportMasterData('departments'),
  'request-types': exportMasterData('request-types'),
  'deadline-rules': exportMasterData('deadline-rules'),
} satisfies Record<string, ExportSource>

export type ExportedList = keyof typeof SOURCES
