import type { Job } from '#services/jobs/job'

/** Sends what waits for Telegram and rewrites the cards of tickets that moved on. */
const telegram: Job = {
  name: 'telegram',
  schedule: '* * * * *',
  isWoken: true,
  async run(signal) {
    const { hasTelegram } = await import('#services/telegram/has_telegram')
    if (!hasTelegram() || signal.aborted) return null
    const { deliverTelegram } = await import('#services/telegram/deliver_telegram')
    return deliverTelegram({ signal })
  },
}

export default telegram
