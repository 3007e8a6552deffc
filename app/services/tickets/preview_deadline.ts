import clock from '#services/clock'
import { describeCalendar } from '#services/deadlines/describe_calendar'
import { deadlineCriteria, expectDeadline } from '#services/tickets/compute_deadline'
import type { PreviewFact, PreviewQuestion } from '#services/tickets/preview_path'
import { findWorkflow } from '#workflows/index'

/** Until when it is done: an instant where the clock starts at once, else how long it may take from then on. */
export async function deadlineFacts(question: PreviewQuestion): Promise<PreviewFact[]> {
  const { ticket, type, brief, priority, i18n, times } = question
  const term = i18n.t('ticket_form.next.deadline')
  const say = (key: string, values = {}) => i18n.t(`ticket_form.next.${key}`, values)
  if (type.isScheduled) {
    const end = brief.scheduledEnd
    if (!end) return [{ term, value: say('scheduled_open'), note: say('scheduled_open_note') }]
    return [{ term, value: times.exact(end), note: say('scheduled') }]
  }
  const expected = await expectDeadline(
    {
      workflow: type.workflow,
      requestTypeId: type.id,
      priority,
      criteria: deadlineCriteria(brief.criteria, brief.items),
    },
    ticket.handlingDepartmentId,
    clock.now()
  )
  if (!expected) return [{ term, value: say('no_rule') }]
  const { calendar, deadlineAt, responseDueAt } = expected
  const hours = calendar && say('working_hours', { hours: describeCalendar(calendar, i18n) })
  if (findWorkflow(type.workflow).clock === 'assignment') {
    const note = [say('after_approval'), hours].filter(Boolean).join('; ')
    return [{ term, value: times.allowed(expected.hours), note }]
  }
  const note = hours ?? undefined
  const answer = responseDueAt && { term: say('first_answer'), value: times.moment(responseDueAt) }
  const value = deadlineAt ? times.moment(deadlineAt) : say('no_rule')
  return [...(answer ? [answer] : []), { term, value, note }]
}
