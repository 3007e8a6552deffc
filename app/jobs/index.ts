import type { Job } from '#services/jobs/job'
import backup from '#jobs/backup'
import deliver from '#jobs/deliver'
import emptyTrash from '#jobs/empty_trash'
import freezeMonths from '#jobs/freeze_months'
import handOver from '#jobs/hand_over'
import inbound from '#jobs/inbound'
import planReports from '#jobs/plan_reports'
import previews from '#jobs/previews'
import recountDeadlines from '#jobs/recount_deadlines'
import recheckFiles from '#jobs/recheck_files'
import sealTheAudit from '#jobs/seal_audit'
import telegram from '#jobs/telegram'
import telegramIntake from '#jobs/telegram_intake'
import sumPastMonths from '#jobs/sum_months'
import tidyUp from '#jobs/tidy_up'
import verifyTheAudit from '#jobs/verify_audit'
import watchDeadlines from '#jobs/watch_deadlines'

/** All background work of the product. */
export const jobs: readonly Job[] = [
  deliver,
  inbound,
  telegram,
  telegramIntake,
  watchDeadlines,
  recountDeadlines,
  handOver,
  sealTheAudit,
  verifyTheAudit,
  emptyTrash,
  freezeMonths,
  tidyUp,
  backup,
  planReports,
  sumPastMonths,
  previews,
  recheckFiles,
]
