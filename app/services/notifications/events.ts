import type { Step } from '#workflows/workflow'

/** The ways a person can be told. `app` is the list of notifications in the desk. */
export const CHANNELS = ['app', 'email', 'telegram'] as const
export type NoticeChannel = (typeof CHANNELS)[number]

interface Event {
  kinds: string[]
  /** Channels that tell unless the person said otherwise; all of them when left out. */
  byDefault?: NoticeChannel[]
  /** Channels that cannot be switched off: nobody may miss that a decision or an answer waits for him. */
  always?: NoticeChannel[]
  /** Off for plain members until they want it; whoever manages a department is told unless he said otherwise. */
  isForManagers?: boolean
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
      'left_unassigned',
    ],
  },
  progress: { kinds: ['started', 'completed', 'restored', 'rolled_back'] },
  answer: {
    kinds: ['confirmed', 'revision_requested', 'unconfirmed', 'answered', 'reopened', 'withdrawn'],
  },
  /** Many small things in a row: the desk shows them, mails are for who wants them. */
  proof: {
    kinds: ['delivered', 'pinned', 'pin_answered', 'pin_resolved', 'proof_decided', 'guest_said'],
    byDefault: ['app'],
  },
  queue: { kinds: ['opened', 'transferred'], isForManagers: true },
  question: { kinds: ['waiting_for_you'], always: ['app'] },
  support: { kinds: ['resolved', 'closed', 'merged'] },
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

/**
 * Told although the person muted the ticket: requests to decide, questions that the work waits for, being called by name,
 * work that is his from now on.
 */
export const NEVER_MUTED: readonly string[] = [
  ...EVENTS.decide.kinds,
  ...EVENTS.question.kinds,
  ...EVENTS.mention.kinds,
  ...EVENTS.assigned.kinds,
]

/**
 * Audiences that hear of a ticket because it lies, taken by nobody, in the queue of their department: those who manage it,
 * and its members who want it. What they are told belongs to the row `queue`, whatever it is; to the one who does the work
 * the same news belongs to his work.
 */
export const OF_THE_QUEUE = { managers: 'queue', members: 'queue_members' } as const

/** Whether a channel tells of an event when the person chose nothing. */
export function isOnByDefault(
  event: EventName,
  channel: NoticeChannel,
  person: { isManager: boolean }
): boolean {
  const { byDefault, isForManagers }: Event = EVENTS[event]
  if (isForManagers && !person.isManager) return false
  return byDefault ? byDefault.includes(channel) : true
}

/** Whether a channel tells of an event whatever the person chose. */
export function isAlwaysOn(event: EventName, channel: NoticeChannel): boolean {
  const { always }: Event = EVENTS[event]
  return always?.includes(channel) ?? false
}
