import type Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import type { Words } from '#mails/words'

/** "You get this because …", in one sentence. */
export function reasonWords(
  reason: string,
  delivery: Delivery,
  ticket: Ticket,
  { i18n }: Words
): string {
  const { step, byAdmins } = delivery.details as { step?: string; byAdmins?: boolean }
  if (step) {
    const department =
      step === 'department' ? ticket.requestingDepartment.name : ticket.handlingDepartment.name
    return i18n.t(byAdmins ? 'mail.why.admin_decides' : 'mail.why.manages', { department })
  }
  const key = reason === 'chosen' ? delivery.kind : reason
  const values = { department: ticket.handlingDepartment.name }
  return i18n.hasMessage(`mail.why.${key}`)
    ? i18n.t(`mail.why.${key}`, values)
    : i18n.t('mail.why.other')
}
