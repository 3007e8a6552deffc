import { setTimeout as sleep } from 'node:timers/promises'
import env from '#start/env'
import clock from '#services/clock'
import { claimDelivery, nextDeliveryAt } from '#services/deliveries/claim_delivery'
import { deliverOne, type Run } from '#services/deliveries/deliver_one'
import { fileTransport } from '#services/deliveries/file_transport'
import { IS_REPORT } from '#services/deliveries/is_report'
import { oneAtATime } from '#services/deliveries/one_at_a_time'
import { smtpTransport } from '#services/deliveries/smtp_transport'

/** Mails on their way at the same time. */
const LANES = 5
/** Reports that are written at the same time: they are slow, and whoever has to decide does not wait for them. */
const REPORT_LANES = 2
/** Milliseconds between two looks for other mails while reports are written. */
const LOOK = 1000
/** A worker that ends lets go of unfinished mails after this many milliseconds. */
const PATIENCE = 2000

/** Reports on their way in a run. */
type Reports = Set<Promise<boolean>>

/**
 * Sends what is due, several at once and reports last, until nothing is left, the server is away or the worker ends.
 * @returns when to come again; null when nothing waits
 */
export async function deliverDue({ signal }: { signal?: AbortSignal } = {}): Promise<Date | null> {
  const url = env.get('SMTP_URL')
  const ending = signal ?? new AbortController().signal
  const patience = patienceWith(ending)
  const run: Run = {
    transport: url ? smtpTransport(url, LANES) : fileTransport(),
    signal: ending,
    patience: patience.isOver,
    theFinalWord: oneAtATime(),
    isUnreachable: false,
  }
  const reports: Reports = new Set()
  try {
    const ended = await Promise.allSettled(Array.from({ length: LANES }, () => lane(run, reports)))
    const broken = ended.find((one) => one.status === 'rejected')
    if (broken) throw broken.reason
  } finally {
    patience.forget()
    run.transport.close()
  }
  return run.isUnreachable ? clock.now().plus({ seconds: 20 }).toJSDate() : nextDeliveryAt('email')
}

async function lane(run: Run, reports: Reports): Promise<void> {
  while (!run.signal.aborted && !run.isUnreachable) {
    const delivery = await claimDelivery('email', `not ${IS_REPORT}`)
    if (delivery) await deliverOne(delivery, run)
    else if (!(await takeReport(run, reports))) {
      if (reports.size === 0) return
      // What comes in meanwhile is not left to a lane that writes a report.
      await Promise.race([...reports, sleep(LOOK, null, { ref: false })])
    }
  }
}

/** @returns false when no report is due, or enough of them are written already */
async function takeReport(run: Run, reports: Reports): Promise<boolean> {
  if (reports.size >= REPORT_LANES) return false
  const work = async () => {
    const delivery = await claimDelivery('email', IS_REPORT)
    if (delivery) await deliverOne(delivery, run)
    return delivery !== null
  }
  const mine = work()
  reports.add(mine)
  try {
    return await mine
  } finally {
    reports.delete(mine)
  }
}

/** A promise that rejects some time after the signal, and a way to take its listener off a signal that lives on. */
function patienceWith(signal: AbortSignal) {
  const listening = new AbortController()
  const isOver = new Promise<never>((_, reject) => {
    const letGo = () => setTimeout(() => reject(new Error('The worker ends.')), PATIENCE).unref()
    signal.addEventListener('abort', letGo, { once: true, signal: listening.signal })
  })
  isOver.catch(() => {})
  return { isOver, forget: () => listening.abort() }
}
