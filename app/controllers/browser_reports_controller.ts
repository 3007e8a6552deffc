import type { HttpContext } from '@adonisjs/core/http'
import limiter from '@adonisjs/limiter/services/main'

const PER_MINUTE = limiter.use({ requests: 10, duration: '1 minute' })

/** Collects script errors and CSP reports that browsers send: what and where, never bodies; ten a minute and address. */
export default class BrowserReportsController {
  async store({ request, response, logger }: HttpContext) {
    const key = `browser_reports:${request.ip()}`
    const isWelcome = await PER_MINUTE.attempt(key, () => true)
    if (isWelcome) logger.warn({ browser: summary(request.body()) }, 'browser report')
    return response.status(204).send('')
  }
}

function summary(body: Record<string, any>): Record<string, string> {
  const report = body['csp-report'] ?? body
  const read = (name: string) => withoutTokens(String(report?.[name] ?? '')).slice(0, 200)
  return {
    directive: read('effective-directive') || read('violated-directive'),
    blocked: read('blocked-uri').split('?')[0],
    source: read('source-file').split('?')[0],
    message: read('message'),
  }
}

/** An inline script names the page it stands on, and the address of a page may hold a token, also within another one. */
function withoutTokens(text: string): string {
  return text.replace(
    /((?:\/|%2f)(?:decisions|ratings|review|reset|confirm)(?:\/|%2f)|token(?:=|%3d))[\w-]+/gi,
    '$1…'
  )
}
