import env from '#start/env'
import clock from '#services/clock'
import { claimDelivery, nextDeliveryAt } from '#services/deliveries/claim_delivery'
import { deliverOne, type Run } from '#services/deliveries/deliver_one'
import { fileTransport } from '#services/deliveries/file_transport'
import { oneAtATime } from '#services/deliveries/one_at_a_time'
import { smtpTransport } from '#services/deliveries/smtp_transport'

/** Mails on their way at the same time. */
const LANES = 5
/** A worker that ends lets go of unfinished mails after this many milliseconds. */
const PATIENCE = 2000

/**
 * Sends what is due, several at once, until nothing is left, the server is away or the worker ends.
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
  try {
    const ended = await Promise.allSettled(Array.from({ length: LANES }, () => lane(run)))
    const broken = ended.find((one) => one.status === 'rejected')
    if (broken) throw broken.reason
  } finally {
    patience.forget()
    run.transport.close()
  }
  return run.isUnreachable ? clock.now().plus({ seconds: 20 }).toJSDate() : nextDeliveryAt('email')
}

async function lane(run: Run): Promise<void> {
  while (!run.signal.aborted && !run.isUnreachable) {
    const delivery = await claimDelivery('email')
    if (!delivery) return
    await deliverOne(delivery, run)
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
