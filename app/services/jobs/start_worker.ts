import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import logger from '@adonisjs/core/services/logger'
import { jobs } from '#jobs/index'
import { keepCertificateKey } from '#services/certificates/keep_certificate_key'
import clock from '#services/clock'
import type { Job } from '#services/jobs/job'
import { connectionOptions } from '#services/jobs/queue_options'
import { receiveUpdates } from '#services/telegram/intake/receive_updates'

/** The supervisor kills after four seconds. */
const PATIENCE = 2500
/** Waiting jobs of one kind that are taken as one. */
const BURST = 500

export interface Worker {
  /** Lets the running piece of each job finish, for 2.5 s at most, and gives back the rest. */
  stop(): Promise<void>
}

/**
 * Does the background work in this process until stopped. Several processes may do so side by side.
 * @throws when the database cannot be reached or was prepared for another version
 */
export async function startWorker(): Promise<Worker> {
  const boss = new PgBoss({ ...connectionOptions(4), migrate: false, useListenNotify: true })
  boss.on('error', (error) => logger.error({ err: error }, 'job queue'))
  const ending = new AbortController()
  const running = new Map<string, Promise<void>>()
  const timers = new Map<string, NodeJS.Timeout>()
  await boss.start()
  await keepCertificateKey()

  /** One run of a job at a time; whoever asks meanwhile gets the run after it. */
  const run = (job: Job): Promise<void> => {
    clearTimeout(timers.get(job.name))
    const before = running.get(job.name)
    const mine = (before ?? Promise.resolve()).then(async () => {
      const next = ending.signal.aborted ? null : await runJob(job, ending.signal)
      if (running.get(job.name) !== mine) return
      running.delete(job.name)
      if (next && !ending.signal.aborted)
        timers.set(
          job.name,
          runAt(next, () => void run(job))
        )
    })
    running.set(job.name, mine)
    return mine
  }

  for (const job of jobs) {
    await boss.work(job.name, { batchSize: BURST, pollingIntervalSeconds: 5 }, () => run(job))
  }
  for (const job of jobs) if (job.isWoken) void run(job)
  const receiving = receiveUpdates(ending.signal)
  logger.info('the worker is ready')

  return {
    async stop() {
      ending.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.race([Promise.allSettled([receiving, ...running.values()]), sleep(PATIENCE)])
      await boss.stop({ graceful: false, timeout: 1000 })
    },
  }
}

async function runJob(job: Job, signal: AbortSignal): Promise<Date | null> {
  try {
    return (await job.run(signal)) ?? null
  } catch (error) {
    logger.error({ err: error, job: job.name }, 'a job failed and is tried again with its schedule')
    return null
  }
}

function runAt(instant: Date, work: () => void): NodeJS.Timeout {
  return setTimeout(work, Math.max(50, instant.getTime() - clock.now().toMillis()))
}
