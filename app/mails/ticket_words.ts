import type { FieldChange } from '#models/activity'
import type Ticket from '#models/ticket'
import { exactly, type Words } from '#mails/words'
import { findWorkflow } from '#workflows/index'

/** The quiet line below a title: number, type, priority, who asked. */
export function aboutTicket(ticket: Ticket, { i18n }: Words): string {
  return i18n.t('mail.about', {
    id: String(ticket.id),
    type: ticket.requestType.name,
    priority: i18n.t(`workflow.priority.${ticket.priority}`).toLowerCase(),
    name: ticket.requester.fullName,
    department: ticket.requestingDepartment.name,
  })
}

/** When it takes place, or when it has to be answered first and done; empty while neither is known, and when it is over. */
export function deadlineOf(ticket: Ticket, words: Words): string {
  const { isFinished } = findWorkflow(ticket.workflow).statuses[ticket.status]
  if (isFinished) return ''
  if (ticket.scheduledStart) return scheduleOf(ticket, words)
  const first = ticket.firstResponseAt ? null : ticket.responseDueAt
  return [
    first ? words.i18n.t('mail.first_answer', { when: exactly(words, first) }) : '',
    ticket.deadlineAt
      ? words.i18n.t('mail.deadline', { when: exactly(words, ticket.deadlineAt) })
      : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** When something scheduled starts and ends, as wished or as planned; empty while nobody said. */
export function scheduleOf(
  { scheduledStart, scheduledEnd }: Pick<Ticket, 'scheduledStart' | 'scheduledEnd'>,
  words: Words
): string {
  const from = exactly(words, scheduledStart)
  const to = exactly(words, scheduledEnd)
  return from ? words.i18n.t(to ? 'mail.schedule' : 'mail.schedule_open', { from, to }) : ''
}

/** A field of the brief as people call it; an item is called by its product. */
export function fieldName(field: string, { i18n }: Words): string {
  if (field.startsWith('item:')) return field.slice('item:'.length)
  return i18n.hasMessage(`mail.field.${field}`) ? i18n.t(`mail.field.${field}`) : field
}

/** Some fields in one line, each once. */
export function fieldNames(fields: string[], words: Words): string {
  return [...new Set(fields.map((field) => fieldName(field, words)))].join(', ')
}

/** The first changes, one line each; of what is too long for a line only the field is named. */
export function changeLines(
  changes: FieldChange[],
  { most, longest }: { most: number; longest: number },
  words: Words
): string[] {
  return changes.slice(0, most).map((change) => {
    const text = `${change.before ?? ''}${change.after ?? ''}`
    if (text.length <= longest && !text.includes('\n')) return changeOf(change, words)
    return words.i18n.t('mail.change_long', { field: capital(fieldName(change.field, words)) })
  })
}

/** One change of a field in one line. */
function changeOf({ field, before, after }: FieldChange, words: Words): string {
  return words.i18n.t('mail.change', {
    field: capital(fieldName(field, words)),
    before: before ?? '–',
    after: after ?? '–',
  })
}

/** A name at the beginning of a line. */
function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** What somebody wrote, cut to so many characters. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
