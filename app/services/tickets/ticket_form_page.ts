import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import Attachment from '#models/attachment'
import Product from '#models/product'
import RequestType from '#models/request_type'
import type Ticket from '#models/ticket'
import User from '#models/user'
import type { FormErrors } from '#services/tickets/judge_form'
import { FILE_FORMATS } from '#services/tickets/brief'
import { checkBrief } from '#services/tickets/check_brief'
import { countPieces, previewPath } from '#services/tickets/preview_path'
import { askedFields, asBrief, type TypedTicket } from '#services/tickets/typed_ticket'
import { uploadLimits } from '#services/files/limits'
import { fileWords } from '#services/words/file_words'
import type { TimeWords } from '#services/words/time_words'
import { workflows } from '#workflows/index'
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
    ticket ? one.id === ticket.requestTypeId : one.key === typed.type && one.isActive
  const type = types.find(isAsked) ?? null
  const groups = workflows.map(({ key }) => ({
    label: question.i18n.t(`workflow.${key}.name`),
    types: types.filter((one) => one.isActive && one.workflow === key),
  }))
  const common = { form: typed, errors, groups, type, ticket, isEdit: ticket !== undefined }
  if (!type) return { ...common, asks: null, next: null }
  const [products, people, files, limits, creative] = await Promise.all([
    findProducts(type, typed, ticket),
    ticket ? [] : findPeople(type),
    findFiles(question),
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
    asks: asksOf(type),
    ...choices(question, type, products, people),
    sums,
    limits,
    next,
  }
}

/** What a request type asks for, as the template sees it. */
function asksOf(type: RequestType) {
  const fields = askedFields(type)
  return {
    fields,
    product: fields.includes('productId'),
    items: fields.includes('items'),
    quantity: fields.includes('quantity'),
    fileFormat: fields.includes('fileFormat'),
    criteria: fields.includes('criteria'),
    criteriaOptional: type.criteriaMode === 'optional',
    criteriaFixed: ['image', 'video'].includes(type.criteriaMode) ? type.criteriaMode : null,
    itemCriteria: type.criteriaMode === 'manual' || type.criteriaMode === 'optional',
    schedule: type.isScheduled,
  }
}

function choices(
  { i18n, typed }: FormQuestion,
  type: RequestType,
  products: Product[],
  people: User[]
) {
  const word = (criteria: string | null) =>
    criteria ? i18n.t(`workflow.criteria.${criteria}`) : null
  const fixed = ['image', 'video'].includes(type.criteriaMode) ? type.criteriaMode : null
  return {
    products: products.map((product) => ({
      value: product.id,
      label: product.isActive
        ? product.name
        : i18n.t('ticket_form.retired', { name: product.name }),
      criteria: word(fixed ?? product.criteria),
      kind: fixed ?? product.criteria,
    })),
    people: people.map((person) => ({ value: person.id, label: person.fullName })),
    collaborators: people.filter((person) => String(person.id) !== typed.assigneeId),
    priorities: PRIORITIES.map((value) => ({ value, label: i18n.t(`workflow.priority.${value}`) })),
    formats: FILE_FORMATS.map((value) => ({
      value,
      label: i18n.t(`workflow.file_format.${value}`),
    })),
    criteria: ['image', 'video'].map((value) => ({
      value,
      label: i18n.t(`workflow.criteria.${value}`),
    })),
  }
}

/** Active products of the type's category, and those the ticket has already. */
async function findProducts(
  type: RequestType,
  typed: TypedTicket,
  ticket?: Ticket
): Promise<Product[]> {
  if (type.productMode === 'none') return []
  const kept = ticket ? [typed.productId, ...typed.items.map((item) => item.productId)] : []
  const ids = kept.map(Number).filter((id) => Number.isInteger(id) && id > 0 && id < 1e9)
  return Product.query()
    .if(type.productCategory, (query) => query.where('category', type.productCategory!))
    .where((query) => query.where('isActive', true).orWhereIn('id', ids))
    .orderBy('name')
}

/** Active members of the department that does the work. */
function findPeople(type: RequestType): Promise<User[]> {
  return User.query()
    .whereIn('departmentId', (query) => {
      query.from('departments').select('id')
      if (type.handlingDepartmentId) query.where('id', type.handlingDepartmentId)
      else query.where('is_creative', true)
    })
    .whereNotNull('approvedAt')
    .whereNull('deactivatedAt')
    .orderBy('firstName')
    .orderBy('lastName')
}

/** The staged files of the form, and when editing those of the brief. */
async function findFiles({ typed, viewer, ticket, i18n }: FormQuestion) {
  const ids = typed.fileIds
  const staged =
    ids.length === 0
      ? []
      : await Attachment.query()
          .whereIn('id', ids)
          .where('uploaderId', viewer.id)
          .whereNull('ticketId')
          .whereNull('removedAt')
          .orderBy('id')
  const attached = ticket
    ? await Attachment.query()
        .where({ ticketId: ticket.id, kind: 'brief' })
        .whereNull('removedAt')
        .orderBy('id')
    : []
  return {
    files: staged.map((file) => fileWords(file, `/uploads/${file.id}`, i18n)),
    attached: attached.map((file) => ({
      ...fileWords(file, `/tickets/${ticket!.id}/attachments/${file.id}`, i18n),
      isRemoved: typed.removedFileIds.includes(file.id),
    })),
  }
}
