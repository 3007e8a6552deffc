import type { DateTime } from 'luxon'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import { judgePeople } from '#services/tickets/rollback/judge_people'
import type { LeftOut, LeftOutReason } from '#services/tickets/rollback/left_out'
import type { Past } from '#services/tickets/rollback/read_past'
import type { Workflow } from '#workflows/workflow'

export interface PeoplePlan {
  assigneeId: number | null
  collaboratorIds: number[]
  /** The planned times, where they moved within one version of the brief. */
  schedule: { scheduledStart: DateTime | null; scheduledEnd: DateTime | null } | null
  /** The actor says who works on it, so that people came back as far as they could. */
  isYours: boolean
  leftOut: LeftOut[]
}

interface Looking {
  ticket: Ticket
  workflow: Workflow
  collaboratorIds: number[]
}

/**
 * Which people, and which planned times, come back: only where this person assigns, and only active members of the
 * department that handles the ticket now. Who cannot come back leaves the place as it is now.
 * @param why the reason why this person may not assign here; null when he may
 */
export async function planPeople(
  client: QueryClientContract,
  { ticket, workflow, collaboratorIds }: Looking,
  past: Past,
  why: LeftOutReason | null
): Promise<PeoplePlan> {
  const stays: PeoplePlan = {
    assigneeId: ticket.assigneeId,
    collaboratorIds,
    schedule: null,
    isYours: why === null,
    leftOut: [],
  }
  const schedule = scheduleOf(ticket, past)
  const isSame = sameIds([past.assigneeId], [ticket.assigneeId])
  const areSame = sameIds(past.collaboratorIds, collaboratorIds)
  if (why) {
    const fields = [
      ...(isSame ? [] : ['assignee']),
      ...(areSame ? [] : ['collaborators']),
      ...(schedule ? ['scheduledStart'] : []),
    ]
    return { ...stays, leftOut: fields.map((field) => ({ field, why })) }
  }
  if (isSame && areSame) return withStart({ ...stays, schedule })
  const judge = await judgePeople(client, ticket, workflow, past)
  const leftOut: LeftOut[] = []
  const leave = (field: string, id: number) => leftOut.push({ field, ...judge(id)! })
  let { assigneeId } = past
  if (assigneeId !== null && assigneeId !== ticket.assigneeId && judge(assigneeId)) {
    leave('assignee', assigneeId)
    assigneeId = ticket.assigneeId
  }
  const helpers = past.collaboratorIds.filter((id) => {
    const isBack = collaboratorIds.includes(id) || !judge(id)
    if (!isBack) leave('collaborators', id)
    return isBack && id !== assigneeId
  })
  return withStart({ ...stays, assigneeId, collaboratorIds: helpers, schedule, leftOut })
}

/** Whoever is named for planned work keeps a start for it. */
function withStart(plan: PeoplePlan): PeoplePlan {
  const isOpen = plan.schedule && !plan.schedule.scheduledStart && plan.assigneeId !== null
  if (!isOpen) return plan
  const leftOut = [...plan.leftOut, { field: 'scheduledStart', why: 'no_start' as const }]
  return { ...plan, schedule: null, leftOut }
}

/** The planned times of then, where somebody moved them without a new version of the brief. */
function scheduleOf(ticket: Ticket, { brief, briefVersion }: Past): PeoplePlan['schedule'] {
  const { scheduledStart, scheduledEnd } = brief
  const isSame =
    scheduledStart?.toMillis() === ticket.scheduledStart?.toMillis() &&
    scheduledEnd?.toMillis() === ticket.scheduledEnd?.toMillis()
  if (isSame || briefVersion !== ticket.briefVersion) return null
  return { scheduledStart, scheduledEnd }
}

function sameIds(some: (number | null)[], others: (number | null)[]): boolean {
  return [...some].sort().join() === [...others].sort().join()
}
