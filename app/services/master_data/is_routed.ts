import { findWorkflow } from '#workflows/index'

/**
 * Whether each request type of a workflow names the department that does the work. Where the creative department signs
 * it does the work too, and the type asks for products, pieces and criteria instead.
 */
export function isRouted(workflow: string): boolean {
  return !findWorkflow(workflow).steps.includes('creative')
}
