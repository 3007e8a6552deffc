import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { HttpContext } from '@adonisjs/core/http'

const registry = new Registry()
collectDefaultMetrics({ register: registry })

const requests = new Histogram({
  name: 'countersign_request_seconds',
  help: 'Time to answer, by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
  registers: [registry],
})

/** Other parts of the product add their gauges here. */
export function addGauge(name: string, help: string, read: () => number): void {
  const gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      gauge.set(read())
    },
  })
}

/** Notes one answered request; `route` is the pattern, never the address. */
export function noteRequest(method: string, route: string, status: number, seconds: number): void {
  requests.observe({ method, route, status: String(status) }, seconds)
}

/** All figures in the Prometheus text format. */
export async function metricsText(): Promise<string> {
  return registry.metrics()
}

/** Metrics are for this machine: a direct connection from loopback that no proxy has forwarded. */
export function isNear(request: HttpContext['request']): boolean {
  const remote = request.request.socket.remoteAddress ?? ''
  const isLoopback = /^(127\.|::1$|::ffff:127\.)/.test(remote)
  return isLoopback && !request.header('x-forwarded-for') && !request.header('forwarded')
}
