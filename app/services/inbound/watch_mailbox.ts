import env from '#start/env'
import clock from '#services/clock'
import { readMailbox } from '#services/inbound/read_mailbox'
import { noteMailboxTrouble, readMailboxState } from '#services/inbound/mailbox_state'
import { mailboxTrouble } from '#services/inbound/open_mailbox'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'

/** Shorter than a run of a job may take (queue_options.ts). */
const LISTENING = 240_000

/**
 * Reads the mailbox in one process of all, and listens to it for four minutes where the server tells of new mails.
 * @returns when to come again; null for with the schedule
 */
export async function watchMailbox(
  ending: AbortSignal,
  listening = LISTENING
): Promise<Date | null> {
  return asTheOnlyOne('inbound', async (lost) => {
    const state = await readMailboxState()
    if (state?.nextTryAt && isAhead(state.nextTryAt)) return state.nextTryAt
    try {
      const signal = AbortSignal.any([ending, lost])
      const tells = await readMailbox(env.get('IMAP_URL')!, { signal, most: listening })
      return tells && !signal.aborted ? clock.now().toJSDate() : null
    } catch (error) {
      return noteMailboxTrouble(mailboxTrouble(error))
    }
  })
}

function isAhead(instant: Date): boolean {
  return instant.getTime() > clock.now().toMillis()
}
