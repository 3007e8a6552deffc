import {
  FILE_FORMATS,
  type BriefForm,
  type Criteria,
  type FileFormat,
} from '#services/tickets/brief'
import type { TypedTicket } from '#services/tickets/typed_ticket'
import { readMoment } from '#services/words/read_moment'
import { wholeNumber } from '#services/words/read_values'

/** What a rule can make of a form in progress: unreadable values become ones that the rules refuse. */
export function asBrief(typed: TypedTicket, zone: string): BriefForm {
  return {
    title: typed.title.trim(),
    description: typed.description.trim(),
    productId: wholeNumber(typed.productId),
    items: typed.items.map((item) => ({
      productId: wholeNumber(item.productId),
      quantity: wholeNumber(item.quantity),
      criteria: criteria(item.criteria),
    })),
    quantity: wholeNumber(typed.quantity),
    criteria: criteria(typed.criteria),
    fileFormat: FILE_FORMATS.find((format) => format === typed.fileFormat) as
      FileFormat | undefined,
    scheduledStart: readMoment(typed.scheduledStart, zone),
    scheduledEnd: readMoment(typed.scheduledEnd, zone),
  }
}

function criteria(value: string): Criteria | null {
  return value === 'image' || value === 'video' ? value : null
}
