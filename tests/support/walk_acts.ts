import Department from '#models/department'
import Ticket from '#models/ticket'
import User from '#models/user'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import type { Choice } from '#services/handovers/choice'
import { deactivatePerson, reactivatePerson } from '#services/people/deactivate_person'
import { addCollaborator } from '#services/tickets/add_collaborator'
import { assignTicket } from '#services/tickets/assign_ticket'
import { briefOf } from '#services/tickets/brief_of'
import { editBrief } from '#services/tickets/edit_brief'
import { followUp } from '#services/tickets/follow_up'
import { linkTickets, unlinkTickets } from '#services/tickets/link_tickets'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { removeCollaborator } from '#services/tickets/remove_collaborator'
import { setPriority } from '#services/tickets/set_priority'
import { transferTicket } from '#services/tickets/transfer_ticket'
import { transitionTicket } from '#services/tickets/transition_ticket'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { unassignTicket } from '#services/tickets/unassign_ticket'
import { watchTicket } from '#services/tickets/watch_ticket'
import type { Dice } from '#tests/support/dice'
import { askSupport } from '#tests/support/support_desk'
import { ask } from '#tests/support/tickets'
import { rollback } from '#tests/support/walk_rollback'
import { FITTING, MOVES } from '#tests/support/walk_fitting'
import { readTicket, type Judged } from '#tests/support/walk_judge'
import { findWorkflow } from '#workflows/index'
import { PRIORITIES } from '#workflows/workflow'

/** What a walk is about: the people, and the tickets in play. */
export interface Desk {
  dice: Dice
  people: User[]
  ids: number[]
  /** Tickets as they were read; whoever carries out an act clears it. */
  seen: Map<number, Ticket>
}

export interface Act {
  name: string
  what: string
  /** The tickets it touches. */
  ids: number[]
  /** The move that the page would offer for it, or not, and to whom. */
  judged?: Judged
  run: () => Promise<unknown>
}

const CREATIVE_TYPES = ['website_banner', 'website_banner', 'other_creative', 'photoshoot']
const SUPPORT_TYPES = ['bug', 'technical', 'general', 'support']
/** So many of the newest tickets are in play. */
const IN_PLAY = 24

/** Who does what to which ticket next; nothing is done yet. */
export async function chooseAct(desk: Desk): Promise<Act> {
  const { dice, people, ids, seen } = desk
  const by = dice.pick(people)
  if (ids.length < 6 || dice.below(100) < 2) return create(desk, by)
  const id = dice.pick(ids.slice(-IN_PLAY))
  const ticket = seen.get(id) ?? (await readTicket(id))
  seen.set(id, ticket)
  const kind = dice.below(100)
  if (kind < 50) return transition(desk, ticket, by)
  if (kind < 58) return talk(desk, ticket, by)
  if (kind < 68 && ticket.workflow === 'support') return join(desk, ticket, by)
  if (kind < 76) return rollback(desk, ticket, by)
  return manage(desk, ticket, by)
}

function create({ dice, people, ids }: Desk, by: User): Act {
  const isSupport = dice.below(2) === 0
  const type = dice.pick(isSupport ? SUPPORT_TYPES : CREATIVE_TYPES)
  const priority = dice.pick(PRIORITIES)
  const made: number[] = []
  const run = async () => {
    const start = clock.now().plus({ days: 3 })
    const schedule =
      type === 'photoshoot'
        ? { scheduledStart: start, scheduledEnd: start.plus({ hours: 4 }), criteria: null }
        : {}
    const assigneeId = dice.below(3) === 0 ? dice.pick(people).id : null
    const { id } = isSupport
      ? await askSupport(by, { type, priority })
      : await ask(by, { type, priority, assigneeId, ...schedule })
    ids.push(id)
    made.push(id)
  }
  return { name: 'create', what: `${by.username} asks for ${type}`, ids: made, run }
}

function transition({ dice, people }: Desk, ticket: Ticket, anybody: User): Act {
  const fits = dice.below(2) > 0
  const [move, whose] = dice.pick(FITTING[ticket.workflow][ticket.status])
  const name = fits ? move : dice.pick(MOVES[dice.below(MOVES.length)])
  const fitting = people.find(
    (one) => one.username === whose || one.id === ticket[whose as 'requesterId' | 'assigneeId']
  )
  const isSystem = fits && whose === ''
  const by = fits && fitting ? fitting : anybody
  const isDecision = name === 'approve' || name === 'reject'
  const seen = {
    step: ticket.waitingStep ?? 'department',
    round: ticket.round,
    // Now and then the page was out of date.
    briefVersion: ticket.briefVersion - (dice.below(10) === 0 ? 1 : 0),
  } as const
  const input = { note: 'Because.', ...(isDecision ? { seen } : {}) }
  const actor: Actor = isSystem ? { by: null, channel: 'system' } : { by, channel: 'web' }
  return {
    name,
    what: `${isSystem ? 'the desk' : by.username} ${name} #${ticket.id}`,
    ids: [ticket.id],
    judged: isSystem ? undefined : { ticket, move: name, by },
    run: () => transitionTicket(ticket.id, name, input, actor),
  }
}

function talk({ dice, people, ids }: Desk, ticket: Ticket, anybody: User): Act {
  const requester = people.find((one) => one.id === ticket.requesterId)!
  const by = dice.below(2) === 0 ? requester : anybody
  const actor: Actor = { by, channel: 'web' }
  const isClosed = findWorkflow(ticket.workflow).statuses[ticket.status].isClosed
  const touched = [ticket.id]
  const said = (what: string) => `${by.username} ${what} #${ticket.id}`
  if (isClosed && dice.below(3) > 0) {
    const body = `Again, ${dice.below(3)}.`
    const run = async () => {
      const { id } = await followUp(ticket.id, { body }, actor)
      if (!ids.includes(id)) ids.push(id)
      touched.push(id)
    }
    const judged = { ticket, move: 'see', by }
    return { name: 'follow_up', what: said('asks again about'), ids: touched, run, judged }
  }
  const isInternal = dice.below(3) === 0
  const name = isInternal ? 'note' : 'comment'
  const run = () => addComment(ticket.id, { body: 'A word.', isInternal }, actor)
  const judged = { ticket, move: isInternal ? 'note' : 'see', by }
  return { name, what: said(`writes a ${name} on`), ids: touched, run, judged }
}

async function join({ dice, people, ids }: Desk, ticket: Ticket, by: User): Promise<Act> {
  const { id } = ticket
  const actor: Actor = { by, channel: 'web' }
  const other = dice.pick(ids.slice(-IN_PLAY))
  const about = { ids: [id, other] }
  const kind = dice.below(10)
  if (kind < 4) {
    const near = dice.pick(['IT', 'Customer Care', 'Finance', 'Creative'])
    const department = await Department.findByOrFail('name', near)
    const priority = dice.below(2) === 0 ? dice.pick(PRIORITIES) : undefined
    const form = { departmentId: department.id, reason: 'Theirs.', priority }
    const run = () => transferTicket(id, form, actor)
    return {
      name: 'transfer',
      what: `${by.username} transfers #${id} to ${near}`,
      ids: [id],
      run,
      judged: { ticket, move: 'transfer', by },
    }
  }
  const what = `${by.username} joins #${id} and #${other}`
  if (kind < 7) {
    const own = await Ticket.query()
      .where('workflow', 'support')
      .whereIn('requesterId', Ticket.query().where('id', id).select('requesterId'))
      .whereNot('id', dice.below(5) === 0 ? 0 : id)
      .orderBy('id', 'desc')
      .first()
    const intoId = own?.id ?? other
    const admin = people.find((one) => one.username === 'olga')!
    const actors = { by: dice.below(2) === 0 ? admin : by, channel: 'web' as const }
    const run = () => mergeTickets(id, { intoId }, actors)
    return {
      name: 'merge',
      what: `${actors.by.username} merges #${id} into #${intoId}`,
      ids: [id, intoId],
      judged: { ticket, move: 'merge', by: actors.by },
      run,
    }
  }
  const linker = { judged: { ticket, move: 'link', by } }
  if (kind < 9) {
    const link = { otherId: other, kind: dice.pick(['related', 'duplicate'] as const) }
    return { ...about, ...linker, name: 'link', what, run: () => linkTickets(id, link, actor) }
  }
  return { ...about, ...linker, name: 'unlink', what, run: () => unlinkTickets(id, other, actor) }
}

async function manage(desk: Desk, ticket: Ticket, by: User): Promise<Act> {
  const { dice, people } = desk
  const { id } = ticket
  const actor: Actor = { by, channel: 'web' }
  const other = dice.pick(people)
  const act = (name: string, run: () => Promise<unknown>, move?: string, who = by): Act => ({
    name,
    what: `${who.username} ${name} #${id} ${other.username}`,
    ids: [id],
    run,
    ...(move ? { judged: { ticket, move, by: who } } : {}),
  })
  const kind = dice.below(40)
  if (kind < 8) return edit(desk, ticket, actor)
  if (kind < 20) {
    const scheduledStart = clock.now().plus({ days: dice.below(3) })
    const boss = ticket.workflow === 'creative' ? 'ben' : dice.pick(['ivan', 'cora', 'olga'])
    const manager = people.find((one) => one.username === boss)!
    const actors: Actor = { by: dice.below(3) > 0 ? manager : by, channel: 'web' }
    const form = { assigneeId: other.id, collaboratorIds: [], scheduledStart }
    return act('assign', () => assignTicket(id, form, actors), 'assign', actors.by!)
  }
  if (kind < 23) return act('unassign', () => unassignTicket(id, {}, actor), 'unassign')
  if (kind < 27) {
    const priority = dice.pick(PRIORITIES)
    return act('priority', () => setPriority(id, { priority }, actor), 'set_priority')
  }
  if (kind < 28) return act('trash', () => trashTicket(id, actor), 'trash')
  if (kind < 32)
    return restore(
      act('restore', async () => {}),
      id,
      actor
    )
  if (kind < 35) return act('help', () => addCollaborator(id, other.id, actor), 'help')
  if (kind < 36) return act('helpNoMore', () => removeCollaborator(id, other.id, actor), 'help')
  if (kind < 38) return act('watch', () => watchTicket(id, other.id, actor), 'see')
  return comeOrGo(desk, dice.pick(people))
}

async function restore(act: Act, id: number, actor: Actor): Promise<Act> {
  const trashed = await Ticket.query().whereNotNull('deletedAt').orderBy('deletedAt').first()
  const found = trashed?.id ?? id
  return { ...act, ids: [found], run: () => restoreTicket(found, actor) }
}

async function edit({ dice }: Desk, ticket: Ticket, actor: Actor): Promise<Act> {
  const brief = await briefOf(ticket)
  const lockVersion = ticket.lockVersion - (dice.below(10) === 0 ? 1 : 0)
  const form = { ...brief, title: `Wish ${dice.below(1000)}`, lockVersion }
  return {
    name: 'edit',
    what: `${actor.by!.username} edits #${ticket.id}`,
    ids: [ticket.id],
    judged: { ticket, move: 'edit_brief', by: actor.by! },
    run: () => editBrief(ticket.id, form, actor),
  }
}

/** Olga lets somebody who is away back; else she deactivates this person, and his work goes one way or another. */
async function comeOrGo({ dice, people }: Desk, person: User): Promise<Act> {
  const actor: Actor = { by: people.find((one) => one.username === 'olga')!, channel: 'web' }
  const away = await User.query().whereNotNull('deactivatedAt').first()
  const { id, username, departmentId } = away ?? person
  const heirs = people.filter((one) => one.departmentId === departmentId && one.id !== id)
  const ways: Choice[] = ['stay', 'queue', ...heirs.map((heir) => heir.id)]
  const work = new Map(people.map((one) => [one.departmentId, 'stay' as Choice]))
  work.set(departmentId, dice.pick(ways))
  return away
    ? {
        name: 'come',
        what: `olga lets ${username} back`,
        ids: [],
        run: () => reactivatePerson(id, actor),
      }
    : {
        name: 'go',
        what: `olga deactivates ${username}`,
        ids: [],
        run: () => deactivatePerson(id, { choices: { work, posts: new Map() } }, actor),
      }
}
