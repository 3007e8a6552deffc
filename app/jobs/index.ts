import type { Job } from '#services/jobs/job'
import deliver from '#jobs/deliver'
import sealTheAudit from '#jobs/seal_audit'
import telegram from '#jobs/telegram'
import tidyUp from '#jobs/tidy_up'
import watchDeadlines from '#jobs/watch_deadlines'

/** All background work of the product. */
export const jobs: readonly Job[] = [deliver, telegram, watchDeadlines, sealTheAudit, tidyUp]
