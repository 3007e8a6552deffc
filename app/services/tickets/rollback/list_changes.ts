import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { FieldChange } from '#models/activity'
import type Ticket from '#models/ticket'
import type { Brief } from '#services/tickets/brief'
import { briefChanges, type BriefBefore } from '#services/tickets/brief_changes'
import { peopleChanges } from '#services/tickets/people_changes'
import type { BriefPlan } from '#services/tickets/rollback/plan_brief'
import type { FilesPlan } from '#services/tickets/rollback/plan_files'
import type { PeoplePlan } from '#services/tickets/rollback/plan_people'

interface Planned {
  brief: BriefPlan
  files: FilesPlan
  people: PeoplePlan
  priority: string
}

/** What a rollback changes, with short values before and after: the brief apart from people, priority and planned times. */
export async function listChanges(
  client: QueryClientContract,
  { ticket, collaboratorIds }: { ticket: Ticket; collaboratorIds: number[] },
  { brief, files, people, priority }: Planned
): Promise<{ brief: FieldChange[]; others: FieldChange[] }> {
  const type = { field: 'requestType', before: ticket.requestType.name, after: brief.type.name }
  const isChange = (change: FieldChange) => change.before !== change.after
  // Long texts that differ beyond what an activity keeps of them look alike here.
  const ofBrief = [
    ...[type].filter(isChange),
    ...(await briefChanges(client, brief.before as BriefBefore, brief.after as Brief)),
    ...files.away.map(({ name }) => ({ field: 'files', before: name, after: null })),
    ...files.back.map(({ name }) => ({ field: 'files', before: null, after: name })),
  ]
  const before = { assigneeId: ticket.assigneeId, collaboratorIds, wasAssigned: false }
  const ofPeople = await peopleChanges(
    { trx: client, ticket: { assigneeId: people.assigneeId } },
    before,
    people.collaboratorIds
  )
  const others = [
    { field: 'priority', before: ticket.priority, after: priority },
    ...ofPeople,
    ...scheduleChanges(ticket, people),
  ]
  return { brief: ofBrief, others: others.filter(isChange) }
}

function scheduleChanges(ticket: Ticket, { schedule }: PeoplePlan): FieldChange[] {
  if (!schedule) return []
  return (['scheduledStart', 'scheduledEnd'] as const).map((field) => ({
    field,
    before: ticket[field]?.toUTC().toISO() ?? null,
    after: schedule[field]?.toUTC().toISO() ?? null,
  }))
}
