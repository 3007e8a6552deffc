import type { Job } from '#services/jobs/job'

/** Draws uploaded files and finds out what they say of themselves. */
const previews: Job = {
  name: 'previews',
  schedule: '* * * * *',
  isWoken: true,
  async run(signal) {
    const { drawWaiting } = await import('#services/previews/draw_waiting')
    return drawWaiting(signal)
  },
}

export default previews
