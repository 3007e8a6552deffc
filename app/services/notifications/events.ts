import type { Step } from '#workflows/workflow'

/** The ways a person can be told. `app` is the list of notifications in the desk. */
export const CHANNELS = ['app', 'email', 'telegram'] as const
export type NoticeChannel = (typeof CHANNELS)[number]

interface Event {
  kinds: string[]
  /** Channels that tell unless the person said otherwise; all of them when left out. */
  byDefault?: NoticeChannel[]
  /** Channels that cannot be switched off: nobody may miss that a decision waits for him. */
  always?: NoticeChannel[]
}

/**
 * The rows of the settings grid: what people can choose about. Each kind of notification belongs to one of them. The keys
 * stand in notification_preferences.event and name their words in me_notifications.json under `events`.
 */
export const EVENTS = {
  decide: { kinds: ['new_request', 'pending_creative'], always: ['app'] },
  decided: { kinds: ['approved_department', 'approved', 'rejected', 'sent_back'] },
  assigned: {
    kinds: ['assigned', 'unassigned', 'collaborator_added', 'collaborator_removed'],
  },
  manage: {
    kinds: [
      'needs_assignee',
      'proposal_person_left',
      'proposal_without_start',
      'proposal_helper_left',
      'assignee_left',
    ],
  },
  progress: { kinds: ['started', 'completed', 'restored', 'rolled_back'] },
  answer: { kinds: ['confirmed', 'revision_requested', 'unconfirmed'] },
  queue: { kinds: ['opened', 'reopened', 'answered', 'transferred'] },
  support: { kinds: ['waiting_for_you', 'resolved', 'closed', 'withdrawn', 'merged'] },
  changed: { kinds: ['brief_changed', 'priority_changed', 'schedule_changed', 'trashed'] },
  comment: { kinds: ['comment', 'internal_note', 'watcher_added'] },
  mention: { kinds: ['mention'], always: ['app'] },
  time: { kinds: ['deadline', 'overdue', 'idle', 'response_near', 'response_overdue'] },
  accounts: {
    kinds: ['account_waiting', 'account_approved', 'account_declined', 'telegram_off'],
    byDefault: ['app', 'email'],
  },
} satisfies Record<string, Event>

export type EventName = keyof typeof EVENTS

/** Requests to decide: never joined with other mails, delayed or put into a digest. */
export const REQUESTS: readonly string[] = EVENTS.decide.kinds

/** The kind of request that asks for a step. */
export function requestFor(step: Step): string {
  return step === 'department' ? 'new_request' : 'pending_creative'
}

/** Told although the person muted the ticket: requests to decide, being called by name, work that is his from now on. */
export const NEVER_MUTED: readonly string[] = [
  ...EVENTS.decide.kinds,
  ...EVENTS.mention.kinds,
  ...EVENTS.assigned.kinds,
]

const eventByKind = new Map<string, EventName>(
  Object.entries(EVENTS).flatMap(([name, { kinds }]) =>
    kinds.map((kind): [string, EventName] => [kind, name as EventName])
  )
)

/** The row of the settings grid that a kind of notification belongs to. */
export function eventOf(kind: string): EventName {
  return eventByKind.get(kind) ?? 'changed'
}

/** Whether a channel tells of an event when the person chose nothing. */
export function isOnByDefault(event: EventName, channel: NoticeChannel): boolean {
  const { byDefault }: Event = EVENTS[event]
  return byDefault ? byDefault.includes(channel) : true
}

/** Whether a channel tells of an event whatever the person chose. */
export function isAlwaysOn(event: EventName, channel: NoticeChannel): boolean {
  const { always }: Event = EVENTS[event]
  return always?.includes(channel) ?? false
}
