import { InvalidBrief } from '#exceptions/invalid_brief'
import { Refusal } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import User from '#models/user'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { deactivatePerson, reactivatePerson } from '#services/people/deactivate_person'
import { assignTicket } from '#services/tickets/assign_ticket'
import { unassignTicket } from '#services/tickets/unassign_ticket'
import { addCollaborator } from '#services/tickets/add_collaborator'
import { briefOf } from '#services/tickets/brief_of'
import { editBrief } from '#services/tickets/edit_brief'
import { removeCollaborator } from '#services/tickets/remove_collaborator'
import { setPriority } from '#services/tickets/set_priority'
import { transitionTicket } from '#services/tickets/transition_ticket'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { watchTicket } from '#services/tickets/watch_ticket'
import { ask } from '#tests/support/tickets'
import type { FreshDatabase } from '#tests/support/fresh_database'
import { PRIORITIES } from '#workflows/workflow'

const TYPES = ['website_banner', 'website_banner', 'other_creative', 'photoshoot']
/** What fits a status, by whom (a name of the cast, or a column of the ticket); two thirds of the moves are such. */
const FITTING: Record<string, [move: string, by: string][]> = {
  requested: [
    ['approve', 'ana'],
    ['approve', 'olga'],
    ['reject', 'ana'],
  ],
  pending_creative: [
    ['approve', 'ben'],
    ['approve', 'ben'],
    ['reject', 'ben'],
  ],
  rejected: [['resubmit', 'requesterId']],
  approved: [['start', 'assigneeId']],
  in_progress: [
    ['complete', 'assigneeId'],
    ['complete', 'ben'],
    ['send_back', 'ben'],
  ],
  completed: [
    ['confirm', 'requesterId'],
    ['request_revision', 'requesterId'],
    ['request_revision', 'ana'],
  ],
}
const MOVES = [...new Set(Object.values(FITTING).flatMap((fits) => fits.map(([move]) => move)))]

export interface WalkResult {
  done: number
  refused: number
  /** What broke: the step and the rule. */
  broken: string[]
}

/**
 * People of the cast do anything to any ticket, allowed or not, in an order that the seed decides; after each step what
 * must always hold is asked of the database.
 */
export async function walk(
  database: FreshDatabase,
  people: User[],
  { seed, steps }: { seed: number; steps: number }
): Promise<WalkResult> {
  const dice = makeDice(seed)
  const result: WalkResult = { done: 0, refused: 0, broken: [] }
  const ids: number[] = []
  let now = clock.now().minus({ days: 60 })
  try {
    for (let step = 0; step < steps && result.broken.length === 0; step += 1) {
      now = now.plus({ seconds: dice.below(5400) })
      clock.freeze(now)
      const before = await countActivities(database)
      const act = await choose(dice, people, ids)
      const isDone = await attempt(act.run)
      if (isDone) result.done += 1
      else result.refused += 1
      const after = await countActivities(database)
      const broken = await brokenRules(database)
      if (!isDone && after !== before) broken.push('a refused act was recorded')
      result.broken.push(
        ...broken.map((rule) => `seed ${seed}, step ${step}, ${act.what}: ${rule}`)
      )
    }
  } finally {
    clock.goOn()
  }
  return result
}

type Dice = ReturnType<typeof makeDice>

/** Mulberry32: the same seed gives the same walk everywhere. */
function makeDice(seed: number) {
  let state = seed
  const next = () => {
    state = Math.trunc(state + 0x6d2b79f5)
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number) => Math.floor(next() * most)
  return { below, pick: <One>(list: readonly One[]): One => list[below(list.length)] }
}

interface Act {
  what: string
  run: () => Promise<unknown>
}

async function choose(dice: Dice, people: User[], ids: number[]): Promise<Act> {
  const by = (await User.asActor(dice.pick(people).id))!
  const actor: Actor = { by, channel: 'web' }
  const gone = await User.query().whereNotNull('deactivatedAt').first()
  const other = dice.pick(people)
  const kind = dice.below(100)
  if (ids.length < 5 || kind < 4) {
    const type = dice.pick(TYPES)
    const run = async () => {
      const start = clock.now().plus({ days: 3 })
      const schedule =
        type === 'photoshoot'
          ? { scheduledStart: start, scheduledEnd: start.plus({ hours: 4 }), criteria: null }
          : {}
      const assigneeId = dice.below(3) === 0 ? other.id : null
      const ticket = await ask(by, {
        type,
        priority: dice.pick(PRIORITIES),
        assigneeId,
        ...schedule,
      })
      ids.push(ticket.id)
    }
    return { what: `${by.username} asks for ${type}`, run }
  }
  const id = dice.pick(ids)
  const said = (what: string) => `${by.username} ${what} #${id}`
  if (kind < 60) return transition(dice, id, people, by)
  if (kind < 68) return edit(dice, id, actor, said)
  if (kind < 80) {
    const start = clock.now().plus({ days: dice.below(3) })
    const form = { assigneeId: other.id, collaboratorIds: [], scheduledStart: start }
    return { what: said(`assigns ${other.username} to`), run: () => assignTicket(id, form, actor) }
  }
  if (kind < 83) return { what: said('unassigns'), run: () => unassignTicket(id, {}, actor) }
  if (kind < 87) {
    const priority = dice.pick(PRIORITIES)
    return { what: said(`makes ${priority}`), run: () => setPriority(id, { priority }, actor) }
  }
  if (kind < 89) return { what: said('trashes'), run: () => trashTicket(id, actor) }
  if (kind < 92) {
    const trashed = await Ticket.query().whereNotNull('deletedAt').orderBy('deletedAt').first()
    return { what: said('restores'), run: () => restoreTicket(trashed?.id ?? id, actor) }
  }
  if (kind < 94)
    return { what: said('adds a helper to'), run: () => addCollaborator(id, other.id, actor) }
  if (kind < 95)
    return { what: said('drops a helper of'), run: () => removeCollaborator(id, other.id, actor) }
  if (kind < 97)
    return { what: said('adds a watcher to'), run: () => watchTicket(id, other.id, actor) }
  return comeOrGo(people, kind < 99 && gone ? gone : other)
}

/** Olga deactivates a person, or lets him back. */
async function comeOrGo(people: User[], { id, username }: User): Promise<Act> {
  const actor: Actor = { by: people.find((one) => one.username === 'olga')!, channel: 'web' }
  const person = await User.findOrFail(id)
  return person.deactivatedAt
    ? { what: `olga lets ${username} back`, run: () => reactivatePerson(id, actor) }
    : { what: `olga deactivates ${username}`, run: () => deactivatePerson(id, {}, actor) }
}

async function transition(dice: Dice, id: number, people: User[], anybody: User): Promise<Act> {
  const ticket = await Ticket.findOrFail(id)
  const [move, whose] = dice.pick(FITTING[ticket.status])
  const fits = dice.below(3) > 0
  const name = fits ? move : dice.pick(MOVES)
  const fitting = people.find(
    (one) => one.username === whose || one.id === ticket[whose as 'requesterId' | 'assigneeId']
  )
  const by = fits && fitting ? fitting : anybody
  const step = ticket.waitingStep ?? 'department'
  // Now and then the page was out of date.
  const briefVersion = ticket.briefVersion - (dice.below(10) === 0 ? 1 : 0)
  const isDecision = name === 'approve' || name === 'reject'
  const seen = { step, round: ticket.round, briefVersion }
  const input = { note: 'Because.', ...(isDecision ? { seen } : {}) }
  return {
    what: `${by.username} ${name} #${id}`,
    run: () => transitionTicket(id, name, input, { by, channel: 'web' }),
  }
}

async function edit(
  dice: Dice,
  id: number,
  actor: Actor,
  said: (what: string) => string
): Promise<Act> {
  const ticket = await Ticket.findOrFail(id)
  const brief = await briefOf(ticket)
  const lockVersion = ticket.lockVersion - (dice.below(10) === 0 ? 1 : 0)
  const form = { ...brief, title: `Wish ${dice.below(1000)}`, lockVersion }
  return { what: said('edits'), run: () => editBrief(id, form, actor) }
}

/** @returns false when a rule of the product said no; anything else that is thrown is a fault */
async function attempt(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    if (error instanceof Refusal || error instanceof InvalidBrief) return false
    throw error
  }
}

async function countActivities(database: FreshDatabase): Promise<number> {
  const [row] = await database.rows(
    `select (select count(*) from activities) + (select count(*) from approvals) as count`
  )
  return Number(row.count)
}

/** What must always hold, each as a query for what breaks it. */
const RULES: Record<string, string> = {
  'an approval valid for another brief': `
    select 1 from approvals a join tickets t on t.id = a.ticket_id
    where a.voided_at is null and t.status <> 'rejected'
      and (a.brief_version <> t.brief_version or a.round <> t.round)`,
  'two valid approvals of one step': `
    select 1 from approvals where voided_at is null group by ticket_id, step having count(*) > 1`,
  'a status without the approvals it needs': `
    select 1 from tickets t
    where (t.status in ('approved', 'in_progress', 'completed') and 2 <> (
        select count(*) from approvals a where a.ticket_id = t.id and a.voided_at is null and a.decision <> 'rejected'))
      or (t.status = 'pending_creative' and 'department' is distinct from (
        select string_agg(a.step, ',') from approvals a where a.ticket_id = t.id and a.voided_at is null))
      or (t.status = 'requested' and exists (
        select 1 from approvals a where a.ticket_id = t.id and a.voided_at is null))
      or (t.status = 'rejected' and not exists (
        select 1 from approvals a where a.ticket_id = t.id and a.voided_at is null and a.decision = 'rejected'))`,
  'a requester who decided': `
    select 1 from approvals a join tickets t on t.id = a.ticket_id where a.user_id = t.requester_id`,
  'an assignment without a person, or before approval': `
    select 1 from tickets where assigned_at is not null
      and (assignee_id is null or status in ('requested', 'pending_creative', 'rejected'))`,
  'work without an assignment': `
    select 1 from tickets where status in ('in_progress', 'completed') and assigned_at is null`,
  'a clock that should stand, or stands when it should run': `
    select 1 from tickets t join request_types r on r.id = t.request_type_id
    where not r.is_scheduled and ((t.clock_started_at is null) <> (t.assigned_at is null)
      or (t.deadline_at is null) <> (t.clock_started_at is null)
      or t.deadline_at <= t.clock_started_at)`,
  'a scheduled type with a clock': `
    select 1 from tickets t join request_types r on r.id = t.request_type_id
    where r.is_scheduled and t.clock_started_at is not null`,
  'a confirmation of what is not completed': `
    select 1 from tickets where confirmed_at is not null and status <> 'completed'`,
  'activities that do not follow each other': `
    select 1 from (
      select from_status, lag(to_status) over (partition by ticket_id order by id) as previous,
        created_at, lag(created_at) over (partition by ticket_id order by id) as earlier
      from activities) a
    where (from_status is not null and previous is not null and from_status <> previous) or created_at < earlier`,
  'a status that the last activity does not tell': `
    select 1 from tickets t where t.status <> (
      select a.to_status from activities a where a.ticket_id = t.id order by a.id desc limit 1)`,
  'an activity without its snapshot': `
    select 1 from activities a left join ticket_snapshots s on s.activity_id = a.id
    where s.activity_id is null and a.action not like 'watcher%'`,
  'a negative time': `
    select 1 from ticket_times where least(review_seconds, hold_seconds, department_seconds, creative_seconds,
      acknowledge_seconds, processing_seconds, cycle_seconds) < 0`,
  'a ticket without its times': `
    select 1 from tickets t left join ticket_times x on x.ticket_id = t.id where x.ticket_id is null`,
  'somebody told of his own act': `select 1 from notifications where user_id = actor_id`,
  'somebody told twice': `select 1 from notifications group by event_key, user_id having count(*) > 1`,
  'somebody told who was inactive': `
    select 1 from notifications n join users u on u.id = n.user_id
    where u.deactivated_at is not null and n.created_at > u.deactivated_at`,
  'a mail without its notification': `
    select 1 from deliveries where notification_id is null and ticket_id is not null`,
}

async function brokenRules(database: FreshDatabase): Promise<string[]> {
  const entries = Object.entries(RULES)
  const columns = entries.map(([, sql], nth) => `exists (${sql}) as rule${nth}`)
  const [row] = await database.rows(`select ${columns.join(', ')}`)
  return entries.filter((_, nth) => row[`rule${nth}`]).map(([rule]) => rule)
}
