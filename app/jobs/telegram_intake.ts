import type { Job } from '#services/jobs/job'
import { INTAKE } from '#services/telegram/intake/intake_job'

/** Handles what people told the bot, and says what a change of the desk wants it to say. */
const telegramIntake: Job = {
  name: INTAKE,
  schedule: '* * * * *',
  isWoken: true,
  async run(signal) {
    const { hasTelegram } = await import('#services/telegram/has_telegram')
    if (!hasTelegram()) return null
    const { handleWaiting } = await import('#services/telegram/intake/handle_waiting')
    const { sendNotes } = await import('#services/telegram/notes/send_notes')
    const times = await Promise.all([handleWaiting(signal), sendNotes(signal)])
    const [next = null] = times
      .filter((time) => time !== null)
      .sort((a, b) => a.getTime() - b.getTime())
    return next
  },
}

export default telegramIntake
