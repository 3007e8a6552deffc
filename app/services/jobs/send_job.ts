import { PgBoss, fromKnex } from 'pg-boss'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

let sender: PgBoss | undefined
let isReady = false

/**
 * Asks for a job in the caller's transaction: it starts with the commit and never without it.
 *
 * There is no "only one of these may wait" key on purpose. A unique key would make every transaction wait for the one
 * before it to commit, and a job that started just before our commit would swallow ours. The worker takes all waiting
 * jobs of a kind as one.
 */
export async function sendJob(trx: TransactionClientContract, name: string): Promise<void> {
  if (!(await isPrepared(name))) return
  await sender!.send(name, {}, { db: fromKnex(trx.knexClient as any) })
}

/** Reads the queue once, outside the caller's transaction. A queue that is missing is no reason to refuse the change. */
async function isPrepared(name: string): Promise<boolean> {
  if (isReady) return true
  sender ??= new PgBoss({
    // Asked each time: a connection that is closed and opened again has another client.
    db: {
      executeSql: (text, values) => fromKnex(client()).executeSql(text, values),
    },
    migrate: false,
    schedule: false,
    supervise: false,
  })
  try {
    isReady = (await sender.getQueue(name)) !== null
  } catch (error) {
    logger.warn(
      { err: error },
      'the job queue is not prepared: run desk:prepare; the minute schedule does the work'
    )
  }
  return isReady
}

function client(): any {
  return db.manager.get(db.primaryConnectionName)!.connection!.client
}
