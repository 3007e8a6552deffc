import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { checkReadiness } from '#services/observing/check_readiness'
import { isNear, metricsText } from '#services/observing/metrics'

/** Answers health and metrics before sessions, limits and (for liveness) the database come into play. */
export default class HealthMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { request, response } = ctx
    const path = request.url()
    if (path === '/health/live') return response.json({ status: 'ok' })
    if (path === '/health/ready') {
      const readiness = await checkReadiness()
      return response.status(readiness.isReady ? 200 : 503).json(readiness)
    }
    if (path === '/metrics' && isNear(request)) {
      response.header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
      return response.send(await metricsText())
    }
    return next()
  }
}
