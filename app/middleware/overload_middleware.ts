import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Overloaded } from '#exceptions/overloaded'
import { Gate, type Leave } from '#services/observing/gate'
import { addGauge } from '#services/observing/metrics'

/**
 * Three lanes a process, so that a flood of one kind never starves another (reliability: rules 12 and 16): decisions
 * have the most patience and a queue of their own, reports the least. The sum of the active places stays below the
 * connection pool.
 */
export const gates = {
  decisions: new Gate({ active: 10, waiting: 512, patience: 15_000 }),
  pages: new Gate({ active: 12, waiting: 256, patience: 3_000 }),
  reports: new Gate({ active: 2, waiting: 16, patience: 3_000 }),
}

for (const [lane, gate] of Object.entries(gates)) {
  addGauge(`countersign_${lane}_active`, `Requests at work: ${lane}`, () => gate.load.active)
  addGauge(`countersign_${lane}_waiting`, `Requests waiting: ${lane}`, () => gate.load.waiting)
}

/** The place that a request holds. */
const places = new WeakMap<HttpContext, { gate: Gate; leave: Leave }>()

/**
 * Runs where a form has been read: a place is held for our work, never for a client that sends its body slowly. A dozen
 * such clients would take every place there is.
 */
export default class OverloadMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const gate = gates[laneOf(ctx.request)]
    const place = { gate, leave: await enter(gate) }
    places.set(ctx, place)
    // The place is held for the work, not for the connection: a client that left while it waited has none to give back,
    // one that leaves meanwhile does not make room before its queries have ended.
    try {
      if (!ctx.response.response.destroyed) await next()
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
    if (place) place.leave = await enter(place.gate)
  }
}

async function enter(gate: Gate): Promise<Leave> {
  const leave = await gate.enter()
  if (!leave) throw new Overloaded()
  return leave
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
  return /^\/(reports|analytics|exports|calendar)(\/|$)|^\/admin\/audit\/exports$/.test(path)
    ? 'reports'
    : 'pages'
}
