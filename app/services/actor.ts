import type User from '#models/user'
import type { Channel } from '#workflows/workflow'

/** Who acts, and through which door. `by` is null for the system itself (timers, automatic moves). */
export interface Actor {
  by: User | null
  channel: Channel
  /** The client's address, for the audit; empty where there is none. */
  address?: string
}

/** The system as an actor: timers and automatic moves. */
export const system: Actor = { by: null, channel: 'system' }
