import { creative } from '#workflows/creative'
import type { Workflow } from '#workflows/workflow'

/** Every workflow of the product. A new one is one more file and one more entry. */
export const workflows: readonly Workflow[] = [creative]

/**
 * The workflow with this key.
 * @throws Error when no file defines it: the database holds a key that the code has lost
 */
export function findWorkflow(key: string): Workflow {
  const found = workflows.find((workflow) => workflow.key === key)
  if (!found) throw new Error(`There is no workflow "${key}"`)
  return found
}
