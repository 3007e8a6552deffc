import logger from '@adonisjs/core/services/logger'
import { lendRights, limitRights, type Run } from '#services/rights/limit_rights'

/** Does something with the rights of the owner of the tables, and takes them back whatever comes of it. */
export async function withLentRights<Result>(
  run: Run,
  work: () => Promise<Result>
): Promise<Result> {
  await lendRights(run)
  let result: Result
  try {
    result = await work()
  } catch (error) {
    // What failed first is what has to be read.
    await limitRights(run).catch((other) => logger.error({ err: other }, 'rights stay lent'))
    throw error
  }
  await limitRights(run)
  return result
}
