import type { Workflow } from '#workflows/workflow'

/** A status in which signatures are awaited or just given, so that no work can have begun. */
export function isBeforeWork({ steps, statuses, afterSteps }: Workflow, status: string): boolean {
  return steps.length > 0 && (statuses[status]?.step !== undefined || status === afterSteps)
}
