import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import limiter from '@adonisjs/limiter/services/main'
import ShieldMiddleware from '@adonisjs/shield/shield_middleware'
import { Refusal } from '#exceptions/refusals'
import { isClean } from '#middleware/clean_input_middleware'
import { stepOut } from '#middleware/overload_middleware'
import { uploadLimits } from '#services/files/limits'
import { forgetFiles, receiveFiles } from '#services/files/receive_files'
import { stageReceived, type StagedFiles } from '#services/files/stage_received'
import { refusePageOfOthers } from '#services/viewing/mark_pages'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** Files that came with this form, kept for their uploader; set where a route takes files. */
    staged?: StagedFiles
  }
}

/** Requests with files one person may send. */
const RATE = { requests: 240, duration: '10 minutes' } as const

/**
 * For routes that take files: reads a multipart body after sign-in and the limiter (reliability: rules 8 and 10), then
 * asks for the CSRF token that stood in it, then stages the files, so that a form which comes back keeps them. Other
 * bodies pass.
 */
export default class FilesMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const user = await ctx.auth.authenticate()
    ctx.staged = { files: [], problems: [] }
    if (!isMultipart(ctx)) return next()
    await limiter.use(RATE).consume(`files:${user.id}`)
    const limits = await uploadLimits()
    const comeBack = stepOut(ctx)
    const received = await receiveFiles(ctx, limits)
    try {
      await comeBack()
      if (!isClean(ctx.request.body())) throw new Refusal('unreadable_input', {}, 400)
      const shield = await ctx.containerResolver.make(ShieldMiddleware)
      return await shield.handle(ctx, async () => {
        refusePageOfOthers(ctx)
        ctx.staged = await stageReceived(received, user, limits)
        return next()
      })
    } finally {
      await forgetFiles(received)
    }
  }
}

/**
 * True while the CSRF token of a form with files cannot be seen yet: this middleware has not read the body. Asked by
 * config/shield.ts; a token in the header is checked at once.
 */
export function tokenComesWithFiles(ctx: HttpContext): boolean {
  if (ctx.staged || !isMultipart(ctx) || ctx.request.header('x-csrf-token')) return false
  return [...(ctx.route?.middleware.all() ?? [])].some(
    (one) => typeof one === 'object' && one.name === 'takesFiles'
  )
}

function isMultipart({ request }: HttpContext): boolean {
  return request.is(['multipart/form-data']) !== null
}
