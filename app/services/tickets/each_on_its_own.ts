import i18nManager from '@adonisjs/i18n/services/main'
import logger from '@adonisjs/core/services/logger'
import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'

/** Tickets that somebody may choose at once. */
export const MOST_CHOSEN = 100

/** What became of several tickets. */
export interface Outcome {
  done: number[]
  /** Those that stay as they were, with the reason in words. */
  refused: { id: number; why: string }[]
}

/**
 * Does the same with several tickets, each in its own transaction and with its own rights: one that cannot stops none of
 * the others.
 */
export async function eachOnItsOwn(
  ids: number[],
  actor: Actor,
  work: (id: number) => Promise<unknown>
): Promise<Outcome> {
  const outcome: Outcome = { done: [], refused: [] }
  for (const id of new Set(ids)) {
    try {
      await work(id)
      outcome.done.push(id)
    } catch (error) {
      outcome.refused.push({ id, why: whyNot(error, id, actor.by?.locale ?? 'en') })
    }
  }
  return outcome
}

function whyNot(error: unknown, id: number, locale: string): string {
  if (error instanceof NotFound) return i18nManager.locale(locale).t('trash.not_there')
  if (error instanceof Refusal) return error.sentence(locale)
  // What was done before it stands, and has to be said: one that fails stops none of the others.
  logger.error({ err: error, ticketId: id }, 'a change of several tickets failed for one')
  return new Conflict('busy').sentence(locale)
}
