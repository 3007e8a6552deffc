import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { noteRequest } from '#services/observing/metrics'
import { countQueries } from '#services/observing/query_counter'
import { viewingOf } from '#services/viewing/viewing_of'

/**
 * Gives every request an id of ours (a client's own header is not trusted) and writes one JSON line about it: id, user,
 * route, status, milliseconds, queries. No bodies, no query strings, no tokens.
 */
export default class RequestLogMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const id = randomUUID()
    const startedAt = performance.now()
    ctx.request.request.headers['x-request-id'] = id
    ctx.response.header('x-request-id', id)
    await countQueries(async (count) => {
      const note = () => {
        const ms = Math.round((performance.now() - startedAt) * 10) / 10
        const route = ctx.route?.pattern ?? 'none'
        noteRequest(ctx.request.method(), route, ctx.response.getStatus(), ms / 1000)
        ctx.logger[isFile(ctx) ? 'debug' : 'info'](
          {
            request: id,
            method: ctx.request.method(),
            route,
            status: ctx.response.getStatus(),
            user: ctx.auth?.user?.id ?? null,
            ...viewedBy(ctx),
            ms,
            queries: count.queries,
          },
          'request'
        )
      }
      const { response } = ctx.response
      response.once('finish', note)
      await next()
      // A live stream has been answered once it is open; it must not keep all of its request until it ends.
      if (response.headersSent && !response.writableEnded) {
        response.off('finish', note)
        note()
      }
      if (response.headersSent) return
      const took = Math.round((performance.now() - startedAt) * 10) / 10
      ctx.response.header('server-timing', `app;dur=${took}, db;desc="${count.queries} queries"`)
    })
  }
}

/** Who really asked, when the desk is viewed as somebody else. */
function viewedBy(ctx: HttpContext): { viewedBy?: number } {
  const viewing = viewingOf(ctx)
  return viewing ? { viewedBy: viewing.by.id } : {}
}

/** Files of the pages themselves and signs of life are told to whoever debugs, not to everybody. */
function isFile({ request }: HttpContext): boolean {
  return /^\/(assets|health)\//.test(request.url())
}
