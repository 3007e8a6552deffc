import Attachment from '#models/attachment'
import Product from '#models/product'
import type RequestType from '#models/request_type'
import type Ticket from '#models/ticket'
import User from '#models/user'
import type { FormQuestion } from '#services/tickets/ticket_form_page'
import type { TypedTicket } from '#services/tickets/typed_ticket'
import { fileWords } from '#services/words/file_words'

/** Active products of the type's category, and those the ticket has already. */
export async function findFormProducts(
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
export function findFormPeople(type: RequestType): Promise<User[]> {
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
export async function findFormFiles({ typed, viewer, ticket, i18n }: FormQuestion) {
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
