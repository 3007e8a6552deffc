import db from '@adonisjs/lucid/services/db'
import { createdFacts, type ReportAsked } from '#services/reports/narrow_facts'
import { waitingStatuses } from '#workflows/index'

/** How a step stands: tickets whose decision has a length, and those that wait for one now. */
export interface StepState {
  decided: number
  waiting: number
}

/** How many tickets of a report each step has decided and keeps waiting, in one query. */
export async function countWaiting(asked: ReportAsked): Promise<Record<string, StepState>> {
  const [row] = await createdFacts(asked).select(
    waitingStatuses.flatMap(({ workflow, status, step }) => [
      db.raw(`count(f.${step}_seconds) as ${step}_decided`),
      db.raw(`count(*) filter (where f.workflow = ? and f.status = ?) as ${step}_waiting`, [
        workflow,
        status,
      ]),
    ])
  )
  return Object.fromEntries(
    waitingStatuses.map(({ step }) => [
      step,
      { decided: Number(row[`${step}_decided`]), waiting: Number(row[`${step}_waiting`]) },
    ])
  )
}
