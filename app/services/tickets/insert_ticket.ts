import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import { InvalidBrief } from '#exceptions/invalid_brief'
import RequestType from '#models/request_type'
import Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import type { BriefForm } from '#services/tickets/brief'
import { checkBrief } from '#services/tickets/check_brief'
import { isAskable } from '#services/tickets/group_types'
import { holdHandlingDepartment } from '#services/tickets/handling_department_of'
import { findWorkflow } from '#workflows/index'
import type { Priority } from '#workflows/workflow'

export interface AskedTicket extends BriefForm {
  requestTypeId: number
  priority: Priority
}

/**
 * Writes the bare ticket at the beginning of its workflow, with its type and checked brief at hand.
 * @throws InvalidBrief, Invalid 422 on `requestTypeId`
 */
export async function insertTicket(trx: TransactionClientContract, form: AskedTicket, by: User) {
  const type = await RequestType.query({ client: trx }).where('id', form.requestTypeId).first()
  const below = type && (await typesBelow(trx, type))
  if (!type || !isAskable(type, below ?? []))
    throw new Invalid('requestTypeId', 'brief.type_unknown')
  const { brief, errors } = await checkBrief(form, type, {}, trx)
  if (Object.keys(errors).length > 0) throw new InvalidBrief(errors)
  const { items, ...columns } = brief
  const workflow = findWorkflow(type.workflow)
  const now = clock.now()
  const ticket = new Ticket()
  ticket.useTransaction(trx)
  ticket.fill({
    ...columns,
    requestTypeId: type.id,
    workflow: type.workflow,
    status: workflow.initial,
    statusSince: now,
    priority: form.priority,
    requesterId: by.id,
    requestingDepartmentId: by.departmentId,
    handlingDepartmentId: await holdHandlingDepartment(trx, type),
    round: 1,
    briefVersion: 1,
    lockVersion: 1,
    revisionCount: 0,
    commentCount: 0,
    attachmentCount: 0,
    checklistLeft: 0,
    deliverableCount: 0,
    openPins: 0,
    preflightFailing: 0,
    assigneeId: null,
    assignedAt: null,
    deadlineAt: null,
    clockStartedAt: null,
    departmentApprovedAt: null,
    approvedAt: null,
    rejectedAt: null,
    startedAt: null,
    confirmedAt: null,
    deletedAt: null,
    createdAt: now,
    updatedAt: now,
  })
  await ticket.save()
  ticket.$setRelated('requestType', type)
  return { ticket, brief: { ...brief, items } }
}

async function typesBelow(trx: TransactionClientContract, { id }: RequestType) {
  return RequestType.query({ client: trx }).where('parentId', id)
}
