import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { Refusal } from '#exceptions/refusals'

const DEPTH = 8

/** Refuses NUL bytes and lone surrogates in address, query and body, once, for every route (reliability: rule 8). */
export default class CleanInputMiddleware {
  handle({ request, params }: HttpContext, next: NextFn) {
    if (!isClean([request.qs(), request.body(), params, request.url()], 0)) {
      throw new Refusal('unreadable_input', {}, 400)
    }
    return next()
  }
}

/** True when no text in it, however deep, holds what cannot be stored. */
export function isClean(value: unknown, depth = 0): boolean {
  if (typeof value === 'string')
    return value.isWellFormed() && !value.includes('\0') && !value.includes('%00')
  if (value === null || typeof value !== 'object') return true
  if (depth > DEPTH) return false
  return Object.entries(value).every(([key, inner]) => isClean(key, 0) && isClean(inner, depth + 1))
}
