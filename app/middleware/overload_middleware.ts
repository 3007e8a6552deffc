import { AsyncLocalStorage } from 'node:async_hooks'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Overloaded } from '#exceptions/overloaded'
import { SESSION_COOKIE } from '#services/accounts/session_guard'
import { Gate, type Leave } from '#services/observing/gate'
import { addGauge } from '#services/observing/metrics'

/**
 * Three lanes a process, so that a flood of one kind never starves another (reliability: rules 12 and 16): decisions
 * have the most patience and a queue of their own, reports the least. Nor does one session starve the others: of pages that
 * are read it has half of the places at most, of reports one. The sum of the active places stays below the connection pool.
 */
export const gates = {
  decisions: new Gate({ active: 10, waiting: 512, patience: 15_000 }),
  pages: new Gate({
    ...{ active: 12, waiting: 256, patience: 3_000 },
    share: { active: 6, waiting: 128 },
  }),
  reports: new Gate({
    ...{ active: 2, waiting: 16, patience: 3_000 },
    share: { active: 1, waiting: 8 },
  }),
}

for (const [lane, gate] of Object.entries(gates)) {
  addGauge(`countersign_${lane}_active`, `Requests at work: ${lane}`, () => gate.load.active)
  addGauge(`countersign_${lane}_waiting`, `Requests waiting: ${lane}`, () => gate.load.waiting)
}

/** The place that a request holds. */
interface Place {
  gate: Gate
  leave: Leave
}
const places = new WeakMap<HttpContext, Place>()
/** The request that code without a context works for. */
const served = new AsyncLocalStorage<HttpContext>()

/**
 * Runs where a form has been read: a place is held for our work, never for a client that sends its body slowly. A dozen
 * such clients would take every place there is.
 */
export default class OverloadMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const gate = gates[laneOf(ctx.request)]
    const leave = await enter(gate, ctx)
    const isGone = ctx.response.response.destroyed
    if (!leave && !isGone) throw new Overloaded()
    if (!leave) return
    const place: Place = { gate, leave }
    places.set(ctx, place)
    // The place is held for the work, not for the connection: a client that left while it waited has no work left, one
    // that leaves meanwhile does not make room before its queries have ended.
    try {
      if (!isGone) await served.run(ctx, next)
    } finally {
      place.leave()
    }
  }
}

/**
 * Gives the place of a request back while it waits for its client (files on their way).
 * @returns how to come back in before the work goes on; throws Overloaded when there is no place then
 */
export function stepOut(ctx: HttpContext): () => Promise<void> {
  const place = places.get(ctx)
  place?.leave()
  return async () => {
    if (!place) return
    const leave = await enter(place.gate, ctx)
    if (!leave) throw new Overloaded()
    place.leave = leave
  }
}

/**
 * Gives the place of the request at work, if it has one, to others while something elsewhere is waited for: a store of files
 * that answers slowly, or not at all, must not take the desk with it. Never inside a transaction, which holds a connection.
 * @param isKept what was done there must not be lost for want of a place: the request goes on without one
 */
export async function outsideLane<Result>(
  work: () => Promise<Result>,
  isKept = false
): Promise<Result> {
  const ctx = served.getStore()
  if (!ctx) return work()
  const comeBack = stepOut(ctx)
  const result = await work()
  await comeBack().catch((error) => {
    if (!isKept || !(error instanceof Overloaded)) throw error
  })
  return result
}

/** Who leaves while he waits gives his place in the queue back: pressing reload must not fill it. */
async function enter(gate: Gate, ctx: HttpContext): Promise<Leave | null> {
  const out = ctx.response.response
  const gone = new AbortController()
  const abort = () => gone.abort()
  out.once('close', abort)
  const leave = await gate.enter(shareOf(ctx.request), gone.signal)
  out.off('close', abort)
  return leave
}

/**
 * Whose share of a lane a request takes: that of a link for guests; its session's, as its signed cookie says before anybody
 * is looked up; a calendar feed's. Nobody's where nobody is signed in, since a whole office opens its links from one
 * address, and for a form that is sent: sent twenty times it waits for the first of them, not for a place.
 */
function shareOf(request: HttpContext['request']): string | undefined {
  const path = request.url()
  // Strangers: what they send waits for one ticket, and must not hold every place meanwhile.
  if (path.startsWith('/review/')) return `guests ${path.split('/')[2]}`
  if (request.method() === 'POST' && laneOf(request) !== 'reports') return undefined
  const token = request.cookie(SESSION_COOKIE)
  if (typeof token === 'string') return `session ${token}`
  return path.startsWith('/calendar/') ? `feed ${path}` : undefined
}

function laneOf(request: HttpContext['request']): keyof typeof gates {
  const path = request.url()
  const isWrite = request.method() === 'POST'
  if (
    isWrite &&
    /\/transitions\/(approve|reject)$|^\/(approvals|decisions|telegram)(\/|$)/.test(path)
  ) {
    return 'decisions'
  }
  return /^\/(reports\/monthly|analytics|exports|calendar)(\/|$)|^\/admin\/audit\/exports$|\/files\.zip$/.test(
    path
  )
    ? 'reports'
    : 'pages'
}
