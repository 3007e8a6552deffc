import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
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

/** Counts something that other parts of the product say happened. @returns how to say so */
export function addCounter(name: string, help: string): (times?: number) => void {
  const counter = new Counter({ name, help, registers: [registry] })
  return (times = 1) => counter.inc(times)
}

/** Notes one answered request; `route` is the pattern, never the address. */
export function noteRequest(method: string, route: string, status: number, seconds: number): void {
  requests.observe({ method, route, status: String(status) }, seconds)
}

/** All figures in the Prometheus text format. */
export async function metricsText(): Promise<string> {
  return registry.metrics()
}

/** What proxies add to a request that they pass on; one of them is enough. */
const FORWARDED = /^(x-forwarded-.*|x-real-ip|forwarded|via)$/
const HERE = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i

/** Metrics are for this machine: a direct connection from loopback, to a name of it, that no proxy has passed on. */
export function isNear({ request: incoming }: HttpContext['request']): boolean {
  const remote = incoming.socket.remoteAddress ?? ''
  const isLoopback = /^(127\.|::1$|::ffff:127\.)/.test(remote)
  const isForwarded = Object.keys(incoming.headers).some((name) => FORWARDED.test(name))
  return isLoopback && !isForwarded && HERE.test(incoming.headers.host ?? '')
}
