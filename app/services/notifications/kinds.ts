import type { Tone } from '#workflows/workflow'

/** Kinds that belong together in the page's filter and, later, in the settings. */
export const GROUPS = ['approvals', 'work', 'changes', 'talk', 'time', 'accounts'] as const
export type Group = (typeof GROUPS)[number]

interface Kind {
  group: Group
  icon: string
  tone: Tone
}

/** Every kind of notification and how it looks; its words stand in notifications.json under `kinds`. */
export const KINDS: Record<string, Kind> = {
  new_request: { group: 'approvals', icon: 'signature', tone: 'wait' },
  pending_creative: { group: 'approvals', icon: 'signature', tone: 'wait' },
  approved_department: { group: 'approvals', icon: 'check', tone: 'done' },
  approved: { group: 'approvals', icon: 'check', tone: 'done' },
  rejected: { group: 'approvals', icon: 'x', tone: 'stop' },
  sent_back: { group: 'approvals', icon: 'arrow-back-up', tone: 'wait' },
  started: { group: 'work', icon: 'player-play', tone: 'active' },
  completed: { group: 'work', icon: 'check', tone: 'done' },
  confirmed: { group: 'work', icon: 'checks', tone: 'done' },
  revision_requested: { group: 'work', icon: 'rotate', tone: 'wait' },
  delivered: { group: 'work', icon: 'upload', tone: 'ready' },
  proof_decided: { group: 'work', icon: 'checks', tone: 'ready' },
  pinned: { group: 'talk', icon: 'map-pin', tone: 'wait' },
  pin_answered: { group: 'talk', icon: 'message', tone: 'ready' },
  pin_resolved: { group: 'talk', icon: 'check', tone: 'done' },
  guest_said: { group: 'talk', icon: 'message', tone: 'ready' },
  opened: { group: 'work', icon: 'inbox', tone: 'ready' },
  reopened: { group: 'work', icon: 'rotate', tone: 'wait' },
  answered: { group: 'talk', icon: 'message', tone: 'ready' },
  waiting_for_you: { group: 'work', icon: 'message-question', tone: 'wait' },
  resolved: { group: 'work', icon: 'check', tone: 'done' },
  closed: { group: 'work', icon: 'checks', tone: 'rest' },
  withdrawn: { group: 'work', icon: 'arrow-back-up', tone: 'rest' },
  merged: { group: 'work', icon: 'arrows-join', tone: 'rest' },
  transferred: { group: 'work', icon: 'arrow-right', tone: 'ready' },
  assigned: { group: 'work', icon: 'user-plus', tone: 'ready' },
  unassigned: { group: 'work', icon: 'user-minus', tone: 'rest' },
  collaborator_added: { group: 'work', icon: 'user-plus', tone: 'ready' },
  collaborator_removed: { group: 'work', icon: 'user-minus', tone: 'rest' },
  watcher_added: { group: 'work', icon: 'eye', tone: 'rest' },
  needs_assignee: { group: 'work', icon: 'user-plus', tone: 'wait' },
  proposal_person_left: { group: 'work', icon: 'user-minus', tone: 'stop' },
  proposal_without_start: { group: 'work', icon: 'calendar', tone: 'stop' },
  proposal_helper_left: { group: 'work', icon: 'user-minus', tone: 'wait' },
  assignee_left: { group: 'work', icon: 'user-minus', tone: 'stop' },
  left_unassigned: { group: 'work', icon: 'user-plus', tone: 'wait' },
  brief_changed: { group: 'changes', icon: 'pencil', tone: 'rest' },
  priority_changed: { group: 'changes', icon: 'flag', tone: 'rest' },
  schedule_changed: { group: 'changes', icon: 'calendar', tone: 'rest' },
  trashed: { group: 'changes', icon: 'trash', tone: 'rest' },
  restored: { group: 'changes', icon: 'restore', tone: 'rest' },
  rolled_back: { group: 'changes', icon: 'arrow-back-up', tone: 'rest' },
  comment: { group: 'talk', icon: 'message', tone: 'rest' },
  mention: { group: 'talk', icon: 'at', tone: 'ready' },
  internal_note: { group: 'talk', icon: 'lock', tone: 'rest' },
  deadline: { group: 'time', icon: 'clock', tone: 'wait' },
  overdue: { group: 'time', icon: 'alert-triangle', tone: 'stop' },
  response_near: { group: 'time', icon: 'clock', tone: 'wait' },
  response_overdue: { group: 'time', icon: 'alert-triangle', tone: 'stop' },
  idle: { group: 'time', icon: 'clock', tone: 'wait' },
  unconfirmed: { group: 'time', icon: 'checks', tone: 'wait' },
  account_waiting: { group: 'accounts', icon: 'user-plus', tone: 'wait' },
  account_approved: { group: 'accounts', icon: 'check', tone: 'done' },
  account_declined: { group: 'accounts', icon: 'x', tone: 'stop' },
  telegram_off: { group: 'accounts', icon: 'alert-triangle', tone: 'wait' },
}

/** The kinds of one group. */
export function kindsOf(group: Group): string[] {
  return Object.keys(KINDS).filter((kind) => KINDS[kind].group === group)
}
