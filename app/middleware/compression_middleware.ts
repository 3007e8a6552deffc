import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const WORTH_IT = 1024
const TEXT = /^(text\/(html|csv|plain)|application\/json)\b/

const packers = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 5 }),
}

/**
 * Sends pages, JSON and CSV compressed. Files and streams go as they are, and so does what is compressed already. The
 * CSRF token of a page is masked anew in each answer, so its length tells nothing (BREACH).
 */
export default class CompressionMiddleware {
  async handle({ request, response }: HttpContext, next: NextFn) {
    await next()
    const answer = textOf(response)
    if (!answer) return
    response.append('vary', 'Accept-Encoding')
    const encoding = wanted(request.header('accept-encoding', '')!)
    if (!encoding || answer.body.length < WORTH_IT) return
    response.header('content-type', answer.type)
    response.header('content-encoding', encoding)
    response.removeHeader('content-length')
    response.send(await packers[encoding](answer.body))
  }
}

/** The text an answer will send and its type; null for streams, files, empty answers and what is packed already. */
function textOf(response: HttpContext['response']): { body: Buffer; type: string } | null {
  if (response.response.headersSent || response.hasStream || response.hasFileToStream) return null
  const content: unknown = response.content?.[0]
  if (!content || (typeof content !== 'string' && typeof content !== 'object')) return null
  if (response.getHeader('content-encoding')) return null
  const isJson = typeof content === 'object' && !Buffer.isBuffer(content)
  const guess = isJson
    ? 'application/json'
    : /^\s*</.test(String(content))
      ? 'text/html'
      : 'text/plain'
  const type = String(response.getHeader('content-type') ?? `${guess}; charset=utf-8`)
  if (!TEXT.test(type)) return null
  return { body: Buffer.from(isJson ? JSON.stringify(content) : (content as string)), type }
}

/** Brotli before gzip; whoever names neither, or refuses it, gets plain text. */
function wanted(accepted: string): keyof typeof packers | null {
  const names = accepted.split(',').map((part) => part.trim().split(/\s*;\s*q=/))
  const accepts = (name: string) =>
    names.some(([one, weight]) => one === name && Number(weight ?? 1) > 0)
  return accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : null
}
