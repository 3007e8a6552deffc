import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import type { Standing, Workflow } from '#workflows/workflow'

/** A ticket and who looks at it, locked or not. */
export interface Looking {
  client: QueryClientContract
  ticket: Ticket
  workflow: Workflow
  standing: Standing
  collaboratorIds: number[]
}
