import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import type { StepEntry } from '#services/tickets/enter_steps'
import { planStep, type StepPlan } from '#services/tickets/plan_step'
import {
  judgeStatus,
  type StatusOutcome,
  type StatusRefusal,
} from '#services/tickets/rollback/judge_status'
import type { Looking } from '#services/tickets/rollback/looking'
import type { Past } from '#services/tickets/rollback/read_past'
import { mayMove, type Step } from '#workflows/workflow'

export interface Landing {
  status: string
  waiting: StepPlan | null
  /** Steps that are passed over on the way there. */
  skipped: StepEntry['skipped']
}

/** Why a point cannot be gone back to: a key of refusals.json under `rollback`. */
export type RollbackRefusal = StatusRefusal | 'merged' | 'followed_up' | 'not_yours_there'

export interface StatusPlan {
  outcome: StatusOutcome
  /** Where it will stand, and the step that waits there. */
  landing: Landing
  /** Steps whose approvals no longer count afterwards. */
  voids: Step[]
  /** Nothing of it may happen. */
  refusal: RollbackRefusal | null
}

/** Whether the status of a point can be stood in again, what waits there, and which approvals end with it. */
export async function planStatus(
  looking: Looking,
  past: Past,
  restored: { isBriefSame: boolean; hasAssignee: boolean }
): Promise<StatusPlan> {
  const { client, ticket, workflow } = looking
  const plans: StepPlan[] = []
  for (const step of workflow.steps) plans.push(await planStep(step, ticket, client))
  const passed = await passedSteps(client, ticket)
  const outcome = judgeStatus({
    workflow,
    from: ticket.status,
    to: past.status,
    ...restored,
    passed,
    skipped: firstSkipped(plans),
    isChecklistDone: ticket.checklistLeft === 0,
    isDeliverableReady: looking.standing.facts.has('deliverable_ready'),
    isPreflightPassed: looking.standing.facts.has('preflight_passed'),
    isPreflightRead: looking.standing.facts.has('preflight_read'),
  })
  return {
    outcome,
    landing: landingOf(looking, outcome, plans),
    voids: outcome.kind === 'enters' ? passed.filter((step) => !outcome.keeps.includes(step)) : [],
    refusal: await findRefusal(looking, outcome),
  }
}

async function findRefusal(
  looking: Looking,
  outcome: StatusOutcome
): Promise<RollbackRefusal | null> {
  const { client, ticket, workflow } = looking
  if (ticket.mergedInto) return 'merged'
  if (outcome.kind !== 'arrives') return outcome.kind === 'refused' ? outcome.why : null
  if (!mayBringThere(looking, outcome.status)) return 'not_yours_there'
  const [from, to] = [workflow.statuses[ticket.status], workflow.statuses[outcome.status]]
  if (!from.isClosed || to.isClosed) return null
  // Whoever asked again goes on there; two open tickets about one thing would be one too many.
  const link = { to_ticket_id: ticket.id, kind: 'follow_up' }
  return (await client.from('ticket_links').where(link).first()) ? 'followed_up' : null
}

/** Who rolls back until work starts does not start or end it that way, where others had brought it back before. */
function mayBringThere({ workflow, standing }: Looking, status: string): boolean {
  const { isFinished, isHeld } = workflow.statuses[status]
  if (status !== workflow.working && !isFinished && !isHeld) return true
  const facts = new Set(standing.facts)
  facts.delete('work_not_started')
  return mayMove(workflow, 'rollback', { ...standing, facts })
}

async function passedSteps(client: QueryClientContract, ticket: Ticket): Promise<Step[]> {
  const rows = await client
    .from('approvals')
    .where({ ticket_id: ticket.id, round: ticket.round, brief_version: ticket.briefVersion })
    .whereNull('voided_at')
    .whereNot('decision', 'rejected')
    .select('step')
  return rows.map((row) => row.step)
}

function firstSkipped(plans: StepPlan[]): Step[] {
  const first = plans.findIndex((plan) => !plan.skip)
  return plans.slice(0, first < 0 ? plans.length : first).map(({ step }) => step)
}

function landingOf(
  { ticket, workflow }: Looking,
  outcome: StatusOutcome,
  plans: StepPlan[]
): Landing {
  const stays = { status: ticket.status, waiting: null, skipped: [] }
  if (outcome.kind === 'arrives') return { ...stays, status: outcome.status }
  if (outcome.kind !== 'enters') return stays
  const ahead = plans.slice(workflow.steps.indexOf(outcome.step))
  const at = ahead.findIndex((plan) => !plan.skip)
  const waiting = ahead[at] ?? null
  const passedOver = at < 0 ? ahead : ahead.slice(0, at)
  const standsAt = Object.entries(workflow.statuses).find(([, { step }]) => step === waiting?.step)
  return {
    status: waiting ? standsAt![0] : workflow.afterSteps,
    waiting,
    skipped: passedOver.map(({ step, skip }) => ({ step, reason: skip! })),
  }
}
