import type { I18n } from '@adonisjs/i18n'
import { nameOf } from '#services/activity/name_of'
import { KINDS } from '#services/notifications/kinds'
import type { Tone } from '#workflows/workflow'

/** What the wording of a notification, or of its mail, needs to know. */
export interface DescribedEvent {
  kind: string
  details?: Record<string, unknown>
  /** The audience that the reader belongs to; what waits for one person is news to those who follow. */
  reason?: string
  /** Null for what the desk itself noticed. */
  actorName: string | null
  ticketId: number | null
  /** Null when it is about no ticket, or about one that the reader may no longer see. */
  ticketTitle: string | null
}

export interface Description {
  /** "Maria Santos asks for your department approval": the page names the ticket beside it. */
  said: string
  /** One line that names the ticket itself: the subject of a mail. */
  subject: string
  icon: string
  tone: Tone
  /** False: the reader may no longer see the ticket, and nothing of it is said. */
  isVisible: boolean
}

/** Days after which the desk closes what is resolved, where the event does not say (shared/workflows: close). */
const CLOSED_AFTER = 7

const OTHER = { icon: 'bell', tone: 'rest' as const }

/**
 * Puts one notification into words, the same on the page and as the subject of a mail. About a ticket that the reader
 * may no longer see (no title given) it says only that something happened.
 */
export function describeNotification(event: DescribedEvent, i18n: I18n): Description {
  const { kind, ticketId, ticketTitle, details } = event
  if (ticketId !== null && ticketTitle === null) {
    const words = { said: 'notifications.gone', subject: 'notifications.gone_subject' }
    return {
      said: i18n.t(words.said),
      subject: i18n.t(words.subject),
      icon: 'lock',
      tone: 'rest',
      isVisible: false,
    }
  }
  const look = KINDS[kind] ?? OTHER
  const key = `notifications.kinds.${KINDS[kind] ? kind : 'other'}`
  const values = {
    actor: event.actorName ?? i18n.t('notifications.desk'),
    id: String(ticketId ?? ''),
    title: ticketTitle ?? '',
    into: String(details?.into ?? ''),
    name: nameOf(details, i18n),
    guest: String(details?.guest ?? ''),
    decision: String(details?.decision ?? ''),
    again: String(details?.again ?? ''),
    days: Number(details?.days ?? CLOSED_AFTER),
  }
  const variant = variantOf(event, key, i18n)
  const hasSubject = variant && i18n.hasMessage(`${key}.subject_${variant}`)
  return {
    said: i18n.t(`${key}.${variant ?? 'said'}`, values),
    subject: i18n.t(hasSubject ? `${key}.subject_${variant}` : `${key}.subject`, values),
    icon: look.icon,
    tone: look.tone,
    isVisible: true,
  }
}

/** Other words for the same kind, where it has some: asked again, done by the desk, told to who only follows. */
function variantOf({ details, reason, actorName }: DescribedEvent, key: string, i18n: I18n) {
  const holds: Record<string, boolean> = {
    again: Array.isArray(details?.changed),
    named: details?.into !== undefined,
    desk: actorName === null,
    watching: reason === 'watchers',
  }
  return Object.keys(holds).find((name) => holds[name] && i18n.hasMessage(`${key}.${name}`))
}
