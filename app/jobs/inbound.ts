import type { Job } from '#services/jobs/job'

/** Reads answers to mails and makes comments of them. */
const inbound: Job = {
  name: 'inbound',
  schedule: '* * * * *',
  isWoken: true,
  async run(signal) {
    const { takesReplies } = await import('#services/inbound/reply_address')
    if (!takesReplies() || signal.aborted) return null
    const { watchMailbox } = await import('#services/inbound/watch_mailbox')
    return watchMailbox(signal)
  },
}

export default inbound
