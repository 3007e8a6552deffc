import { errors as authErrors } from '@adonisjs/auth'
import { type HttpContext, ExceptionHandler } from '@adonisjs/core/http'
import { Overloaded } from '#exceptions/overloaded'
import { Refusal } from '#exceptions/refusals'
import { SessionGuard } from '#services/accounts/session_guard'
import { wantsStream } from '#services/live/wants_stream'
import { noteSecurity } from '#services/observing/security_log'
import { StorageAway, isAway } from '#services/files/disks/storage_away'
import { isDatabaseAway } from '#services/observing/is_database_away'
import { isBusy } from '#services/tickets/with_locked_ticket'
import { viewingOf } from '#services/viewing/viewing_of'
import { shareWords } from '#services/words/share_words'
import { isFragment, wantsJson } from '#services/words/is_fragment'

/** Refusals whose title is not that of their status, with the key of their words. */
const TITLED: Record<string, string> = { 'monthly.not_frozen': 'not_frozen' }

/** What an error page says: a title and a sentence each, from resources/lang/<locale>/errors.json. */
interface Shown {
  status: number
  /** The key of the words. */
  words: string
  /** A sentence of its own (a refusal); else the words' own. */
  message?: string
}

export default class HttpExceptionHandler extends ExceptionHandler {
  protected debug = false
  protected renderStatusPages = false

  async handle(error: unknown, ctx: HttpContext) {
    if (error instanceof authErrors.E_UNAUTHORIZED_ACCESS) return this.#askToSignIn(ctx)
    const shown = show(error, ctx)
    ctx.response.status(shown.status)
    if (shown.status === 503) {
      ctx.response.header('retry-after', shown.words === 'overloaded' ? '2' : '5')
    }
    if (shown.status === 429) {
      ctx.response.header('retry-after', String((error as any).response?.availableIn ?? 60))
    }
    return this.#answer(shown, ctx)
  }

  async report(error: unknown, ctx: HttpContext) {
    const { status, words } = show(error, ctx)
    const request = String(ctx.response.getHeader('x-request-id') ?? '')
    if (status === 403) noteSecurity('refused', refusedIn(error, ctx, request))
    if (status < 500 || words === 'overloaded') return
    ctx.logger.error({ failure: describe(error), request }, 'failure')
  }

  async #askToSignIn(ctx: HttpContext) {
    const { request, response } = ctx
    if (isFragment(ctx)) return response.header('HX-Redirect', '/login').status(401).send('')
    if (wantsStream(ctx) || wantsJson(ctx)) return response.status(401).send('')
    const back = request.method() === 'GET' ? request.url(true) : '/'
    return response.redirect(`/login?back=${encodeURIComponent(back)}`)
  }

  async #answer(shown: Shown, ctx: HttpContext) {
    if (!ctx.view || (shown.status === 503 && !shown.message && !isFragment(ctx))) {
      return ctx.response.send(plainPage(shown, ctx.request.method() === 'GET'))
    }
    if (!ctx.i18n) await recognise(ctx)
    const t = (key: string) => ctx.i18n.t(`errors.${shown.words}.${key}`)
    const message = shown.message ?? t('message')
    if (wantsJson(ctx)) return ctx.response.send({ error: message })
    if (isFragment(ctx)) {
      ctx.response.header('HX-Retarget', '#toasts').header('HX-Reswap', 'beforeend')
      return ctx.response.send(await ctx.view.render('components/toast', { text: message }))
    }
    return ctx.response.send(
      await ctx.view.render('pages/errors/show', {
        status: shown.status,
        title: t('title'),
        message,
        action: { href: shown.words === 'link' ? '/login' : '/', label: t('action') },
        requestId: ctx.response.getHeader('x-request-id'),
      })
    )
  }
}

/**
 * Where a request failed before anybody was looked up: the page is nobody's, but says so when the desk is viewed as another
 * person.
 */
async function recognise(ctx: HttpContext): Promise<void> {
  shareWords(ctx, null)
  const guard = new SessionGuard(ctx)
  const person = (await guard.check().catch(() => false)) ? guard.user : null
  if (guard.viewing) ctx.view.share({ viewing: guard.viewing, viewed: person })
}

function show(error: unknown, ctx: HttpContext): Shown {
  const { status, code } = error as { status?: number; code?: string }
  const locale = ctx.auth?.user?.locale ?? 'en'
  if (error instanceof Refusal) {
    const words = error.key.endsWith('_link_dead')
      ? 'link'
      : (TITLED[error.key] ?? titleOf(error.status))
    return { status: error.status, words, message: error.sentence(locale) }
  }
  if (isAway(error)) {
    return { status: 503, words: '503', message: new StorageAway().sentence(locale) }
  }
  if (code === 'E_BAD_CSRF_TOKEN') return { status: 403, words: 'csrf' }
  if (code === 'E_ROUTE_NOT_FOUND' || code === 'E_ROW_NOT_FOUND')
    return { status: 404, words: '404' }
  if (error instanceof Overloaded) return { status: 503, words: 'overloaded' }
  if (isDatabaseAway(error) || isBusy(error) || code === '57014')
    return { status: 503, words: '503' }
  if (code === '22P02' || code === '22003' || code === '22007' || code === '22008') {
    return { status: 404, words: '404' }
  }
  const known = status && status >= 400 && status < 500 ? status : 500
  const named = titleOf(known)
  // Nothing is stored by looking: an address that holds nonsense could not be read.
  const isLook = named === '422' && ctx.request.method() === 'GET'
  return { status: known, words: isLook ? '400' : named }
}

/** Not every status has words of its own. */
function titleOf(status: number): string {
  if (status > 500) return status === 503 ? '503' : '500'
  return [400, 403, 404, 409, 413, 422, 429, 500].includes(status) ? String(status) : '400'
}

/** Who was refused what: ids, the route and the key of the sentence. */
function refusedIn(error: unknown, ctx: HttpContext, request: string) {
  return {
    request,
    user: ctx.auth?.user?.id ?? null,
    viewedBy: viewingOf(ctx)?.by.id ?? null,
    address: ctx.request.ip(),
    route: `${ctx.request.method()} ${ctx.route?.pattern ?? 'none'}`,
    reason: error instanceof Refusal ? error.key : String((error as { code?: string }).code ?? ''),
  }
}

/** What the log keeps of a failure: no SQL beyond its beginning, and nothing that a row held. */
function describe(error: unknown) {
  const { name, code, message, stack } = error as Error & { code?: string }
  const places = stack?.split('\n').filter((line) => line.trim().startsWith('at ')) ?? []
  return { name, code, message: String(message).slice(0, 300), places: places.slice(0, 12) }
}

/** The last resort: no view engine, no database, no words file. */
function plainPage({ status, words }: Shown, isRead: boolean): string {
  const [title, text] =
    status === 503 ? ['Back in a moment', awayText(words, isRead)] : ['That did not work', STOPPED]
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Countersign</title></head><body><main><h1>${title}</h1><p>${text}</p><p><a href="/">Home</a></p></main></body></html>`
}

const STOPPED = 'Nothing was stored. Go back and try again.'

function awayText(words: string, isRead: boolean): string {
  if (words === 'overloaded') {
    return 'The desk is busy right now. Nothing was stored. Try again in a few seconds.'
  }
  // When the connection was cut during a commit nobody here knows whether it counted.
  return isRead
    ? 'The database does not answer right now. Reload this page in a few seconds.'
    : 'The database does not answer right now. Go back in a few seconds, and look whether your change is there before you send it again.'
}
