import db from '@adonisjs/lucid/services/db'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'

const NAME = 'demo'

/**
 * Makes the demo organisation in one process at a time. Workers see that its past is being written, and judge nothing by the
 * clock meanwhile: a ticket that a story resolves three weeks ago and closes a page later would be closed by them between.
 * @returns null when another process is at it
 */
export function asTheOnlyDemo<Result>(work: () => Promise<Result>): Promise<Result | null> {
  return asTheOnlyOne(NAME, work)
}

/** Whether some process is writing the past of a demo organisation now. */
export async function isDemoBeingMade(): Promise<boolean> {
  const { rows } = await db.rawQuery(
    'select pg_try_advisory_xact_lock_shared(hashtext(?)) as is_free',
    [`countersign.${NAME}`]
  )
  return !rows[0].is_free
}
