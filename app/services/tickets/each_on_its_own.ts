import i18nManager from '@adonisjs/i18n/services/main'
import logger from '@adonisjs/core/services/logger'
import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'

/** Tickets that somebody may choose at once. */
export const MOST_CHOSEN = 100

/** Milliseconds after which no other ticket is begun: whoever asked is answered long before the request ends. */
const PATIENCE = 20_000

/** What became of several tickets. */
export interface Outcome {
  done: number[]
  /** Those that stay as they were, with the reason in words. */
  refused: { id: number; why: string }[]
}

/**
 * Does the same with several tickets, each in its own transaction and with its own rights: one that cannot stops none of
 * the others. When others hold many of them the rest is left, and named as such.
 * @param patience in milliseconds; the first ticket is always tried
 */
export async function eachOnItsOwn(
  ids: number[],
  actor: Actor,
  work: (id: number) => Promise<unknown>,
  patience = PATIENCE
): Promise<Outcome> {
  const locale = actor.by?.locale ?? 'en'
  const began = performance.now()
  const outcome: Outcome = { done: [], refused: [] }
  const waiting = [...new Set(ids)]
  while (waiting.length > 0) {
    const id = waiting.shift()!
    try {
      await work(id)
      outcome.done.push(id)
    } catch (error) {
      outcome.refused.push({ id, why: whyNot(error, id, locale) })
    }
    if (performance.now() - began >= patience) break
  }
  const why = i18nManager.locale(locale).t('trash.no_time')
  outcome.refused.push(...waiting.map((id) => ({ id, why })))
  return outcome
}

function whyNot(error: unknown, id: number, locale: string): string {
  if (error instanceof NotFound) return i18nManager.locale(locale).t('trash.not_there')
  if (error instanceof Refusal) return error.sentence(locale)
  // What was done before it stands, and has to be said: one that fails stops none of the others.
  logger.error({ err: error, ticketId: id }, 'a change of several tickets failed for one')
  return new Conflict('busy').sentence(locale)
}
