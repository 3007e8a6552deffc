import { creative } from '#workflows/creative'
import { support } from '#workflows/support'
import type { Step, Workflow } from '#workflows/workflow'

/** Every workflow of the product. A new one is one more file and one more entry. */
export const workflows: readonly Workflow[] = [creative, support]

/** Every status of every workflow in which a decision waits, with the step that waits. */
export const waitingStatuses: readonly { workflow: string; status: string; step: Step }[] =
  workflows.flatMap(({ key: workflow, statuses }) =>
    Object.entries(statuses).flatMap(([status, { step }]) =>
      step ? [{ workflow, status, step }] : []
    )
  )

/**
 * The workflow with this key.
 * @throws Error when no file defines it: the database holds a key that the code has lost
 */
export function findWorkflow(key: string): Workflow {
  const found = workflows.find((workflow) => workflow.key === key)
  if (!found) throw new Error(`There is no workflow "${key}"`)
  return found
}
