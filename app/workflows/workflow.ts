/**
 * A workflow is data: statuses, transitions, who may, what is needed, who is told. This file holds its types and the
 * four questions every surface asks: may I (`mayMove`), why not (`whyNot`), what is open (`openTransitions`), and where
 * does it lead (`targetOf`). Words for labels and reasons stand in resources/lang/<locale>/workflow.json.
 */
export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

export const CHANNELS = ['web', 'api', 'email', 'telegram', 'system'] as const
export type Channel = (typeof CHANNELS)[number]

export type Step = 'department' | 'creative'
export type Tone = 'wait' | 'ready' | 'active' | 'done' | 'stop' | 'rest'

/** What a person is to a ticket. One person may be several of these at once. */
export type Relation =
  | 'requester'
  | 'requester_substitute'
  | 'assignee'
  | 'collaborator'
  | 'watcher'
  | 'handling_member'
  | 'requesting_manager'
  | 'handling_manager'
  | 'step_approver'
  | 'admin'

/** Named facts about a ticket that a transition may require; each has its own refusal sentence. */
export type Condition =
  | 'has_assignee'
  | 'unassigned'
  | 'not_confirmed'
  | 'work_not_started'
  | 'undecided'
  | 'is_assigned'
  | 'checklist_done'
  /** Its type asks for no deliverable, or one is there. */
  | 'deliverable_ready'
  /** No file that was delivered fails its checks without a reason why it may. */
  | 'preflight_passed'
  /** No file that was delivered is still being read so that it can be checked. */
  | 'preflight_read'

/** Who is told of an event; resolved to people in one place (services/notifications). */
export type Audience =
  | 'requester'
  | 'watchers'
  | 'assignee'
  | 'collaborators'
  | 'department_approver'
  | 'handling_managers'
  /** The assignee; without one the managers of the handling department, and its members who want it. */
  | 'queue'
  | 'thread'
  | 'mentioned'

export interface StatusDefinition {
  tone: Tone
  glyph: string
  /** The approval step that waits while a ticket stands here. */
  step?: Step
  /** A column of the ticket that is set on arrival. */
  stamp?: string
  /** The handling department sees tickets in this status in its queue. */
  inQueue?: boolean
  /** Nothing more is expected unless somebody asks again. */
  isFinished?: boolean
  /** Somebody said no: a changed brief stays here until the requester asks again. */
  isRefused?: boolean
  /** Put aside: time spent here is no time at work in the reports. */
  isHeld?: boolean
  /** The end: no talk, no change; who asks again opens a ticket that follows up on it. */
  isClosed?: boolean
}

/** A relation that may, or may only while a condition holds (the requester may trash until work starts). */
export type Grant = Relation | [Relation, Condition]

/**
 * Where a transition leads: a status, the next approval step that is not skipped, back to work (`work`: the initial
 * status while nobody is assigned), where it once stood (`past`), or nowhere (`same`).
 */
export type Target = string | 'first_step' | 'next_step' | 'work' | 'past' | 'same'

export interface Transition {
  name: string
  from: string[]
  to: Target
  who: Grant[]
  /** Relations that shut the door whatever else the person is. */
  never?: Relation[]
  /** An admin may although `never` speaks of him; the activity is marked. */
  exceptAdmin?: boolean
  requires?: Condition[]
  /** A note the person must write. */
  needs?: 'reason' | 'note'
  /** The open pins of what was delivered go along; then nothing more needs to be said. */
  collectsPins?: boolean
  /** The service that carries it out; `transition` is the general one. */
  by:
    | 'transition'
    | 'assignment'
    | 'brief'
    | 'priority'
    | 'trash'
    /** Nobody presses it: the requester's comment brings the ticket back to work. */
    | 'comment'
    /** Have pages and services of their own: another department, another ticket. */
    | 'transfer'
    | 'merge'
    | 'rollback'
    /** What was made is put on, and judged, where it stands on the page. */
    | 'deliverable'
    | 'proof'
  /** The word in the activity; by step where the two steps have their own words. */
  activity: string | Record<Step, string>
  tells: Audience[]
  /** The kind of notification, by step where they differ. */
  kind: string
  icon: string
  /** The work is over then: the requester is asked how it went. */
  asksRating?: boolean
  /** Shown as the primary button where it is open; for these relations alone where it names some. */
  isPrimary?: boolean | Relation[]
  isDanger?: boolean
  /** Stands where its subject stands on the page, and in no bar or menu of moves. */
  isApart?: boolean
}

export interface Workflow {
  key: string
  initial: string
  steps: Step[]
  /** Where a ticket stands once every step is passed, and where work begins. */
  afterSteps: string
  working: string
  /** The deadline clock starts with the first assignment after approval, or when the ticket is created. */
  clock: 'assignment' | 'creation'
  /** Nobody is given his own request to work on; an admin alone may. */
  keepsRequesterOut?: boolean
  /** Statuses in which the deadline clock stands still. */
  pausedIn: string[]
  statuses: Record<string, StatusDefinition>
  transitions: Transition[]
  queueStatuses: string[]
}

/** What the four questions look at: where a ticket stands, and what the person is to it. */
export interface Standing {
  status: string
  relations: ReadonlySet<Relation>
  facts: ReadonlySet<Condition>
}

/** Why a move is shut: a key of workflow.json under `refusals`, with what its sentence names. */
export interface WhyNot {
  code: string
  transition: string
}

export interface OpenTransition {
  transition: Transition
  allowed: boolean
  why: WhyNot | null
}

/** May this person make this move now? */
export function mayMove(workflow: Workflow, name: string, standing: Standing): boolean {
  return whyNot(workflow, name, standing) === null
}

/**
 * Why is this move shut? Rights come before the ticket's state, so that nobody learns of a state he could not change.
 * @returns null when it is open
 */
export function whyNot(workflow: Workflow, name: string, standing: Standing): WhyNot | null {
  const transition = transitionNamed(workflow, name)
  if (!transition) return { code: 'unknown', transition: name }
  const shut = (code: string): WhyNot => ({ code, transition: name })
  const barred = barredBy(transition, standing)
  if (barred) return shut(`never_${barred}`)
  const grants = transition.who.filter((grant) => standing.relations.has(relationOf(grant)))
  if (grants.length === 0) return shut('not_yours')
  if (!transition.from.includes(standing.status)) return shut(`from_${standing.status}`)
  const missing = grants.map((grant) => (Array.isArray(grant) ? grant[1] : null))
  if (!missing.some((condition) => condition === null || standing.facts.has(condition))) {
    return shut(`requires_${missing[0]}`)
  }
  for (const condition of transition.requires ?? []) {
    if (!standing.facts.has(condition)) return shut(`requires_${condition}`)
  }
  return null
}

/** The relation that shuts this move for the person, whatever else he is. */
function barredBy(transition: Transition, { relations }: Standing): Relation | null {
  if (transition.exceptAdmin && relations.has('admin')) return null
  return transition.never?.find((relation) => relations.has(relation)) ?? null
}

/** Whether this person makes the move only because an admin may although his own ticket is shut to him. */
export function isByException(transition: Transition, { relations }: Standing): boolean {
  return Boolean(
    transition.exceptAdmin && transition.never?.some((relation) => relations.has(relation))
  )
}

function relationOf(grant: Grant): Relation {
  return Array.isArray(grant) ? grant[0] : grant
}

/** Is this move any business of this person, now or at another status? Decides what an action menu lists. */
export function concerns(transition: Transition, standing: Standing): boolean {
  if (barredBy(transition, standing) || transition.by === 'comment') return false
  return transition.who.some((grant) => standing.relations.has(relationOf(grant)))
}

/** Every move that concerns this person: open ones first, then shut ones with the reason. */
export function openTransitions(workflow: Workflow, standing: Standing): OpenTransition[] {
  return workflow.transitions
    .filter((transition) => !transition.isApart && concerns(transition, standing))
    .map((transition) => {
      const why = whyNot(workflow, transition.name, standing)
      return { transition, allowed: why === null, why }
    })
    .sort((a, b) => Number(b.allowed) - Number(a.allowed))
}

/** Is this the one button that stands out for this person, where it is open? */
export function isPrimaryFor({ isPrimary }: Transition, { relations }: Standing): boolean {
  if (Array.isArray(isPrimary)) return isPrimary.some((relation) => relations.has(relation))
  return isPrimary ?? false
}

/** Of two open moves that lead to the same status and ask nothing, the one made for fewer statuses has the better word. */
export function withoutTwins(moves: OpenTransition[]): OpenTransition[] {
  const isTwin = (one: Transition, other: Transition) =>
    one !== other &&
    one.by === 'transition' &&
    one.by === other.by &&
    one.to === other.to &&
    !['same', 'past', 'first_step', 'next_step'].includes(one.to) &&
    !one.needs &&
    !other.needs &&
    other.from.length < one.from.length
  return moves.filter(
    ({ allowed, transition }) =>
      !allowed || !moves.some((other) => other.allowed && isTwin(transition, other.transition))
  )
}

/** Where does it lead? `first_step` and `next_step` are resolved by the caller, who knows which steps are skipped. */
export function targetOf(workflow: Workflow, name: string): Target {
  const transition = transitionNamed(workflow, name)
  if (!transition) throw new Error(`workflow ${workflow.key} knows no transition "${name}"`)
  return transition.to
}

/** The transition of this name, or undefined. */
export function transitionNamed(workflow: Workflow, name: string): Transition | undefined {
  return workflow.transitions.find((transition) => transition.name === name)
}

/**
 * The status pairs of a rollback, the way the database's trigger knows them: it lets them pass when the same update counts
 * the rollback. What somebody refused comes back by another refusal alone.
 */
export function pastMoves(workflow: Workflow): { from: string; to: string }[] {
  const standable = Object.keys(workflow.statuses).filter(
    (key) => !workflow.statuses[key].isRefused
  )
  return workflow.transitions
    .filter(({ to }) => to === 'past')
    .flatMap(({ from }) => from.flatMap((one) => standable.map((to) => ({ from: one, to }))))
    .filter(({ from, to }) => from !== to)
}

/** All legal status pairs, the way the database's trigger knows them; an empty `from` is a new ticket. */
export function legalMoves(workflow: Workflow): { from: string; to: string }[] {
  const stepStatuses = Object.entries(workflow.statuses)
    .filter(([, status]) => status.step)
    .map(([key]) => key)
  const { afterSteps, initial, working } = workflow
  const landings = (from: string, to: Target): string[] => {
    if (to === 'same' || to === 'past') return []
    if (to === 'work') return [working, initial]
    if (to === 'first_step') return [...stepStatuses, afterSteps]
    if (to === 'next_step') {
      return [...stepStatuses.slice(stepStatuses.indexOf(from) + 1), afterSteps]
    }
    return [to]
  }
  const pairs = new Map<string, { from: string; to: string }>()
  const add = (from: string, to: string) => {
    if (from !== to) pairs.set(`${from}>${to}`, { from, to })
  }
  for (const to of landings('', workflow.steps.length > 0 ? 'first_step' : workflow.initial)) {
    add('', to)
  }
  for (const transition of workflow.transitions) {
    for (const from of transition.from) {
      for (const to of landings(from, transition.to)) add(from, to)
    }
  }
  return [...pairs.values()]
}
