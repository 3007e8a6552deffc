import type { FieldChange } from '#models/activity'
import { isBeforeWork } from '#services/tickets/rollback/is_before_work'
import type { LeftOut } from '#services/tickets/rollback/left_out'
import { listChanges } from '#services/tickets/rollback/list_changes'
import type { Looking } from '#services/tickets/rollback/looking'
import { planBrief, type BriefPlan } from '#services/tickets/rollback/plan_brief'
import { planFiles, type FilesPlan } from '#services/tickets/rollback/plan_files'
import { planPeople, type PeoplePlan } from '#services/tickets/rollback/plan_people'
import { planStatus, type StatusPlan } from '#services/tickets/rollback/plan_status'
import type { Past } from '#services/tickets/rollback/read_past'
import { mayAtEither, whyNotAssign } from '#services/tickets/rollback/rights_at'
import type { Priority } from '#workflows/workflow'

export interface RollbackPlan extends StatusPlan {
  past: Past
  brief: BriefPlan
  files: FilesPlan
  people: PeoplePlan
  priority: Priority
  isBriefChanged: boolean
  /** Field by field, without the status. */
  changes: FieldChange[]
  leftOut: LeftOut[]
  /** Work that was under way or done begins anew. */
  endsWork: boolean
  /** The requester's word was given later, or to what is no longer so. */
  endsConfirmation: boolean
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
  const hasAssignee = people.assigneeId !== null
  const status = await planStatus(looking, past, { isBriefSame: !isBriefChanged, hasAssignee })
  const { outcome, landing } = status
  const endsConfirmation =
    ticket.confirmedAt !== null &&
    (landing.status !== ticket.status || ticket.confirmedAt > past.at)
  const changes = [...changed.brief, ...changed.others]
  const isNothing = outcome.kind === 'stays' && changes.length === 0 && !endsConfirmation
  return {
    ...status,
    ...{ past, brief, files, people, priority, isBriefChanged, changes },
    leftOut: [
      ...brief.leftOut,
      ...files.leftOut,
      ...people.leftOut,
      ...others(looking, past, maySet),
    ],
    endsWork: outcome.kind !== 'stays' && isBeforeWork(workflow, landing.status),
    endsConfirmation,
    isNothing,
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
