import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Gate } from '#services/observing/gate'

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

export default class OverloadMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const leave = await gates[laneOf(ctx.request)].enter()
    if (!leave) {
      ctx.response.header('retry-after', '2')
      return ctx.response
        .status(503)
        .send('The desk is busy right now. Nothing was stored. Try again in a few seconds.')
    }
    ctx.response.response.once('close', leave)
    return next()
  }
}

function laneOf(request: HttpContext['request']): keyof typeof gates {
  const path = request.url()
  const isWrite = request.method() === 'POST'
  if (isWrite && /\/transitions\/(approve|reject)$|^\/(approvals|decisions)(\/|$)/.test(path)) {
    return 'decisions'
  }
  return /^\/(reports|analytics)(\/|$)|\.csv$/.test(path) ? 'reports' : 'pages'
}
