import clock from '#services/clock'
import type { Exported, ExportReader } from '#services/exports/exported'
import { exportedReport } from '#services/exports/sources/export_report'
import { timeWords } from '#services/words/time_words'
import { showWorkload } from '#services/workload/show_workload'

/** The open work that the reader shares out, or his own, a table a department, as it stands now. */
export async function exportWorkload(
  _query: Record<string, unknown>,
  { viewer, zone, i18n }: ExportReader
): Promise<Exported> {
  const { tables } = await showWorkload(viewer, zone, i18n)
  const at = timeWords(zone, i18n).exact(clock.now())
  return {
    ...exportedReport('workload', tables, i18n.t('exports.as_of', { at, zone })),
    filters: {},
  }
}
