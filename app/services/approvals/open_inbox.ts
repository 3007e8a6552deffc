import type User from '#models/user'
import { listDecided } from '#services/approvals/list_decided'
import { countRequests, listRequests, type Position } from '#services/approvals/list_requests'
import { loadRequests } from '#services/approvals/load_requests'

export type Tab = 'waiting' | 'decided' | 'open'

export interface InboxQuestion {
  tab?: Tab
  /** `position` as the address holds it: milliseconds and number. */
  after?: string
  before?: number
}

/** Everything the inbox shows: the counts of its tabs and the items of the chosen one. */
export async function openInbox(viewer: User, { tab = 'waiting', after, before }: InboxQuestion) {
  const isDecided = tab === 'decided'
  const whose = tab === 'open' && viewer.managesAnything ? 'open' : 'mine'
  const waiting = await countRequests(viewer, 'mine')
  const open = viewer.managesAnything ? await countRequests(viewer, 'open') : null
  const page = isDecided ? null : await listRequests(viewer, whose, { after: positionOf(after) })
  const decided = isDecided ? await listDecided(viewer, before) : null
  return {
    tab,
    counts: { waiting, open },
    requests: page ? await loadRequests(page.ids, viewer) : [],
    next: page?.next ? addressOf(page.next) : null,
    decided: decided?.rows ?? [],
    older: decided?.older ?? null,
    isLater: Boolean(after || before),
  }
}

/** The one request that follows a position, for the place of a decided one; with where the next begins. */
export async function nextRequest(viewer: User, whose: 'mine' | 'open', after?: string) {
  if (!after) return { request: null, next: null }
  const { ids, next } = await listRequests(viewer, whose, { after: positionOf(after), limit: 1 })
  const [request] = await loadRequests(ids, viewer)
  return { request: request ?? null, next: next ? addressOf(next) : null }
}

function positionOf(address?: string): Position | undefined {
  if (!address) return undefined
  const [since, id] = address.split('-').map(Number)
  return { since, id }
}

/** A position as the address holds it: `milliseconds-number`. */
export function addressOf({ since, id }: Position): string {
  return `${since}-${id}`
}
