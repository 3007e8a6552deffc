import type Ticket from '#models/ticket'
import type User from '#models/user'
import { supportTalk } from '#database/demo/support_talk'
import { addComment } from '#services/comments/add_comment'
import { askBack, holdBack, joinTwin, passOn } from '#services/demo/on_the_way'
import { as, later, type Story, type Telling } from '#services/demo/story'
import { agentOf, atWork, crewOf } from '#services/demo/support_crew'
import { assignTicket } from '#services/tickets/assign_ticket'
import { setPriority } from '#services/tickets/set_priority'
import { transitionTicket } from '#services/tickets/transition_ticket'

/**
 * From the queue to the answer: taken or assigned, asked back, held, handed on, resolved, perhaps twice.
 * @returns the resolved ticket, or null when the story ends here
 */
export async function* giveSupport(story: Story, ticket: Ticket): Telling<Ticket | null> {
  const { chance, stopsAt } = story
  if (stopsAt === 'asked') return null
  yield atWork(story, ticket, 0.2, chance.percent(12) ? 10 : 3)
  ticket = await takeUp(story, ticket)
  if (stopsAt === 'taken') return null
  if (chance.percent(11)) {
    yield atWork(story, ticket, 0.2, 1)
    ticket = await passOn(story, ticket, agentOf(story, ticket))
    yield atWork(story, ticket, 0.2, 2)
    ticket = await takeUp(story, ticket)
  }
  const agent = agentOf(story, ticket)
  ticket = await transitionTicket(ticket.id, 'start', {}, as(agent))
  if (chance.percent(75)) {
    await addComment(ticket.id, { body: chance.pick(supportTalk.hello) }, as(agent))
  }
  if (chance.percent(6)) ticket = yield* joinTwin(story, ticket, agent)
  if (stopsAt === 'waiting' || chance.percent(32)) {
    yield atWork(story, ticket, 0.1, 1)
    ticket = yield* askBack(story, ticket, agent)
    if (stopsAt === 'waiting') return null
  }
  await remark(story, ticket, agent)
  if (stopsAt === 'held' || chance.percent(11)) {
    yield atWork(story, ticket, 0.1, 1)
    ticket = yield* holdBack(story, ticket, agent)
    if (stopsAt === 'held') return null
  }
  if (stopsAt === 'work') return null
  return yield* resolve(story, ticket, agent)
}

/** Most take what is new themselves; a manager assigns the rest. */
async function takeUp(story: Story, ticket: Ticket): Promise<Ticket> {
  const { chance } = story
  const { members, manager } = crewOf(story, ticket)
  const agent = chance.pick(members)
  const byManager = manager && manager.id !== ticket.requesterId && chance.percent(30)
  if (!byManager) return transitionTicket(ticket.id, 'take', {}, as(agent))
  if (chance.percent(15) && ticket.priority === 'medium') {
    ticket = await setPriority(ticket.id, { priority: 'high' }, as(manager))
  }
  return assignTicket(ticket.id, { assigneeId: agent.id }, as(manager))
}

async function remark({ chance }: Story, { id }: Ticket, agent: User): Promise<void> {
  if (chance.percent(22)) {
    await addComment(id, { body: chance.pick(supportTalk.note), isInternal: true }, as(agent))
  }
  if (chance.percent(25))
    await addComment(id, { body: chance.pick(supportTalk.working) }, as(agent))
}

/** Some answers do not hold. */
async function* resolve(story: Story, ticket: Ticket, agent: User): Telling<Ticket> {
  const { chance, requester } = story
  yield atWork(story, ticket, 0.5, chance.percent(14) ? 26 : 7)
  const note = chance.pick(supportTalk.resolved)
  ticket = await transitionTicket(ticket.id, 'resolve', { note }, as(agent))
  for (let round = 0; round < 2 && chance.percent(round === 0 ? 13 : 20); round++) {
    yield later(story, 1, 9)
    const reason = chance.pick(supportTalk.reopen)
    await transitionTicket(ticket.id, 'reopen', { note: reason }, as(requester))
    yield atWork(story, ticket, 0.2, 1)
    await transitionTicket(ticket.id, 'start', {}, as(agent))
    yield atWork(story, ticket, 0.5, 3)
    ticket = await transitionTicket(ticket.id, 'resolve', { note }, as(agent))
  }
  return ticket
}
