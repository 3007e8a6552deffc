import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { FieldChange } from '#models/activity'
import type Ticket from '#models/ticket'
import type { StepEntry } from '#services/tickets/enter_steps'
import { planStep, type StepPlan } from '#services/tickets/plan_step'
import {
  judgeStatus,
  type StatusOutcome,
  type StatusRefusal,
} from '#services/tickets/rollback/judge_status'
import type { LeftOut, LeftOutReason } from '#services/tickets/rollback/left_out'
import { listChanges } from '#services/tickets/rollback/list_changes'
import { planBrief, type BriefPlan } from '#services/tickets/rollback/plan_brief'
import { planFiles, type FilesPlan } from '#services/tickets/rollback/plan_files'
import { planPeople, type PeoplePlan } from '#services/tickets/rollback/plan_people'
import type { Past } from '#services/tickets/rollback/read_past'
import { isBeforeWork } from '#services/tickets/rollback/is_before_work'
import { concerns, mayMove, transitionNamed } from '#workflows/workflow'
import type { Priority, Standing, Step, Workflow } from '#workflows/workflow'

/** A ticket and who looks at it, locked or not. */
export interface Looking {
  client: QueryClientContract
  ticket: Ticket
  workflow: Workflow
  standing: Standing
  collaboratorIds: number[]
}

export interface Landing {
  status: string
  waiting: StepPlan | null
  /** Steps that are passed over on the way there. */
  skipped: StepEntry['skipped']
}

/** Why a point cannot be gone back to: a key of refusals.json under `rollback`. */
export type RollbackRefusal = StatusRefusal | 'merged' | 'followed_up'

export interface RollbackPlan {
  past: Past
  brief: BriefPlan
  files: FilesPlan
  people: PeoplePlan
  priority: Priority
  isBriefChanged: boolean
  /** Field by field, without the status. */
  changes: FieldChange[]
  leftOut: LeftOut[]
  outcome: StatusOutcome
  /** Where it will stand, and the step that waits there. */
  landing: Landing
  /** Steps whose approvals no longer count afterwards. */
  voids: Step[]
  /** Work that was under way or done begins anew. */
  endsWork: boolean
  /** The requester's word was given later, or to what is no longer so. */
  endsConfirmation: boolean
  /** Nothing of it may happen. */
  refusal: RollbackRefusal | null
  /** It stands exactly there, as far as this person can change it. */
  isNothing: boolean
}

/**
 * What going back to a point would do, for the preview and for the act alike: what comes back, what is left out and why,
 * where the ticket would stand and who would be asked. Only what the person could change himself today comes back
 * (shared/workflows, rollback). Changes nothing; about fifteen small queries.
 */
export async function planRollback(looking: Looking, past: Past): Promise<RollbackPlan> {
  const { client, ticket, workflow } = looking
  const mayEdit = workflow.steps.length > 0 || mayAtEither(looking, past, 'edit_brief')
  const brief = await planBrief(client, ticket, past, mayEdit)
  const files = await planFiles(client, ticket, past, mayEdit)
  const people = await planPeople(client, looking, past, whyNotAssign(looking, past))
  const maySet = mayAtEither(looking, past, 'set_priority')
  const priority = maySet ? past.priority : ticket.priority
  const changed = await listChanges(client, looking, { brief, files, people, priority })
  const isBriefChanged = changed.brief.length > 0
  const plans: StepPlan[] = []
  for (const step of workflow.steps) plans.push(await planStep(step, ticket, client))
  const passed = await passedSteps(client, ticket)
  const outcome = judgeStatus({
    workflow,
    from: ticket.status,
    to: past.status,
    isBriefSame: !isBriefChanged,
    passed,
    skipped: firstSkipped(plans),
    hasAssignee: people.assigneeId !== null,
    isChecklistDone: ticket.checklistLeft === 0,
  })
  const landing = landingOf(looking, outcome, plans)
  const endsConfirmation =
    ticket.confirmedAt !== null &&
    (landing.status !== ticket.status || ticket.confirmedAt > past.at)
  const changes = [...changed.brief, ...changed.others]
  const isNothing = outcome.kind === 'stays' && changes.length === 0 && !endsConfirmation
  return {
    ...{ past, brief, files, people, priority, isBriefChanged, changes, outcome, landing },
    leftOut: [
      ...brief.leftOut,
      ...files.leftOut,
      ...people.leftOut,
      ...others(looking, past, maySet),
    ],
    voids: outcome.kind === 'enters' ? passed.filter((step) => !outcome.keeps.includes(step)) : [],
    endsWork: outcome.kind !== 'stays' && isBeforeWork(workflow, landing.status),
    endsConfirmation,
    refusal: await findRefusal(looking, outcome),
    isNothing,
  }
}

async function findRefusal(
  { client, ticket, workflow }: Looking,
  outcome: StatusOutcome
): Promise<RollbackRefusal | null> {
  if (ticket.mergedInto) return 'merged'
  if (outcome.kind !== 'arrives') return outcome.kind === 'refused' ? outcome.why : null
  const [from, to] = [workflow.statuses[ticket.status], workflow.statuses[outcome.status]]
  if (!from.isClosed || to.isClosed) return null
  // Whoever asked again goes on there; two open tickets about one thing would be one too many.
  const link = { to_ticket_id: ticket.id, kind: 'follow_up' }
  return (await client.from('ticket_links').where(link).first()) ? 'followed_up' : null
}

/** Whether a move is open to the person where the ticket stands, or where it would stand. */
function mayAtEither({ ticket, workflow, standing }: Looking, past: Past, name: string): boolean {
  if (mayMove(workflow, name, standing)) return true
  const facts = new Set(standing.facts)
  if (ticket.startedAt && ticket.startedAt > past.at) facts.add('work_not_started')
  return mayMove(workflow, name, { ...standing, status: past.status, facts })
}

/** Proposals before approval are his to change who assigns after it. */
function whyNotAssign({ workflow, standing }: Looking, past: Past): LeftOutReason | null {
  const assign = transitionNamed(workflow, 'assign')!
  if (!concerns(assign, standing)) return 'not_yours_to_assign'
  return workflow.statuses[past.status]?.isClosed ? 'closed_people' : null
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

/** What a point held besides, and what never comes back. */
function others({ ticket }: Looking, past: Past, maySet: boolean): LeftOut[] {
  const { handlingDepartmentId: then } = past
  const isTransferred = then !== null && then !== ticket.handlingDepartmentId
  return [
    ...(!maySet && past.priority !== ticket.priority
      ? [{ field: 'priority', why: 'not_yours_to_set' as const }]
      : []),
    ...(isTransferred ? [{ field: 'department', why: 'transfer_stays' as const }] : []),
    ...(past.isConfirmed && !ticket.confirmedAt
      ? [{ field: 'confirmation', why: 'confirm_again' as const }]
      : []),
  ]
}
