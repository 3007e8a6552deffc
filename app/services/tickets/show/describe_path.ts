import type { Words } from '#services/activity/describe_activity'
import { creativePath } from '#services/tickets/show/creative_path'
import { supportPath } from '#services/tickets/show/support_path'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'

/** One step of the path component. */
export interface PathStep {
  state: 'done' | 'current' | 'next' | 'stopped'
  glyph: string
  label: string
  name?: string
  /** The name is a signature: given, or asked for. */
  sign?: boolean
  mine?: boolean
  meta?: string
  tone?: 'stop'
}

/** How each workflow tells its way. A new workflow is one more file and one more entry. */
const paths: Record<string, (shown: ShownTicket, words: Words) => PathStep[]> = {
  creative: creativePath,
  support: supportPath,
}

/** Where a ticket stands on its way: what is done, who it waits for and since when, what comes. */
export function describePath(shown: ShownTicket, words: Words): PathStep[] {
  return paths[shown.ticket.workflow](shown, words)
}
