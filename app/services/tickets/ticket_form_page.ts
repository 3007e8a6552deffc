import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import RequestType from '#models/request_type'
import type Ticket from '#models/ticket'
import User from '#models/user'
import type { FormErrors } from '#services/tickets/judge_form'
import { offerRequestTemplates } from '#services/templates/list_request_templates'
import { checkBrief } from '#services/tickets/check_brief'
import { countPieces, previewPath } from '#services/tickets/preview_path'
import { asBrief } from '#services/tickets/as_brief'
import { asksOf, choicesOf } from '#services/tickets/form_choices'
import { groupTypes, isAskable } from '#services/tickets/group_types'
import { findFormFiles, findFormPeople, findFormProducts } from '#services/tickets/find_form_parts'
import type { TypedTicket } from '#services/tickets/typed_ticket'
import { uploadLimits } from '#services/files/limits'
import type { TimeWords } from '#services/words/time_words'
import { findWorkflow } from '#workflows/index'
import { PRIORITIES, type Priority } from '#workflows/workflow'

export interface FormQuestion {
  viewer: User
  typed: TypedTicket
  i18n: I18n
  times: TimeWords
  errors?: FormErrors
  /** The ticket whose brief is edited; without one the form asks for a new ticket. */
  ticket?: Ticket
}

/**
 * Everything the ticket form shows, as plain values for its templates: the types, what the chosen type asks for, the
 * products and people to choose from, the files, and what happens next. A constant number of queries.
 */
export async function ticketFormPage(question: FormQuestion) {
  const { typed, errors = {}, ticket } = question
  const types = await RequestType.query().orderBy('position').orderBy('id')
  // The type of a ticket stays: whatever a sent form says, its own counts.
  const isAsked = (one: RequestType) =>
    ticket ? one.id === ticket.requestTypeId : one.key === typed.type && isAskable(one, types)
  const type = types.find(isAsked) ?? null
  const groups = groupTypes(types, question.i18n)
  const common = { form: typed, errors, groups, type, ticket, isEdit: ticket !== undefined }
  if (!type) return { ...common, asks: null, next: null }
  const hasSteps = findWorkflow(type.workflow).steps.length > 0
  const isProposing = !ticket && hasSteps
  const [templates, products, people, files, limits, creative] = await Promise.all([
    ticket ? [] : offerRequestTemplates(type.id),
    findFormProducts(type, typed, ticket),
    isProposing ? findFormPeople(type) : [],
    findFormFiles(question),
    uploadLimits(),
    db.from('departments').where('is_creative', true).select('id').first(),
  ])
  const person = ticket
    ? ticket.assigneeId && (await User.find(ticket.assigneeId))
    : people.find((one) => String(one.id) === typed.assigneeId)
  const { brief } = await checkBrief(asBrief(typed, question.times.zone), type)
  const chosen = brief.items.filter((item) => item.productId > 0)
  const sums = countPieces({ ...brief, items: chosen }, question.i18n)
  const next = await previewPath({
    ...question,
    type,
    brief,
    ticket: ticket ?? {
      requesterId: question.viewer.id,
      requestingDepartmentId: question.viewer.departmentId,
      handlingDepartmentId: type.handlingDepartmentId ?? creative?.id ?? 0,
    },
    priority:
      PRIORITIES.find((one) => one === (ticket?.priority ?? typed.priority)) ??
      ('medium' as Priority),
    proposed: person ? person.fullName : null,
  })
  return {
    ...common,
    ...files,
    templates,
    asks: { ...asksOf(type), people: isProposing },
    ...choicesOf(question, type, products, people),
    sums,
    limits,
    // The clock of a ticket without approvals goes on as it is, whatever is edited.
    next: ticket && !hasSteps ? null : next,
  }
}
