import Ticket from '#models/ticket'
import type User from '#models/user'
import { supportTalk } from '#database/demo/support_talk'
import { addComment } from '#services/comments/add_comment'
import { atWork } from '#services/demo/support_crew'
import { as, later, type Story, type Telling } from '#services/demo/story'
import { createTicket } from '#services/tickets/create_ticket'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { transferTicket } from '#services/tickets/transfer_ticket'
import { transitionTicket } from '#services/tickets/transition_ticket'

/** Asks the requester, who answers on the page or by mail, unless the story waits for him. */
export async function* askBack(story: Story, ticket: Ticket, agent: User): Telling<Ticket> {
  const { chance, requester, stopsAt } = story
  const at = chance.whole(0, supportTalk.question.length - 1)
  const note = supportTalk.question[at]
  ticket = await transitionTicket(ticket.id, 'ask_requester', { note }, as(agent))
  if (stopsAt === 'waiting') return ticket
  yield later(story, 0.5, 9)
  const channel = chance.percent(45) ? 'email' : 'web'
  await addComment(ticket.id, { body: supportTalk.answer[at] }, as(requester, channel))
  yield atWork(story, ticket, 0.1, 1)
  return Ticket.findOrFail(ticket.id)
}

export async function* holdBack(story: Story, ticket: Ticket, agent: User): Telling<Ticket> {
  const { chance, stopsAt } = story
  const note = chance.pick(supportTalk.hold)
  ticket = await transitionTicket(ticket.id, 'hold', { note }, as(agent))
  if (stopsAt === 'held') return ticket
  yield later(story, 6, 24)
  return transitionTicket(ticket.id, 'resume', {}, as(agent))
}

/** It belongs to another department, sometimes a step more urgent. */
export async function passOn(story: Story, ticket: Ticket, agent: User): Promise<Ticket> {
  const { chance, desk } = story
  const others = desk.departments.filter(
    ({ id, name }) =>
      id !== ticket.handlingDepartmentId && ['IT', 'Finance', 'Customer Care'].includes(name)
  )
  const form = { departmentId: chance.pick(others).id, reason: chance.pick(supportTalk.transfer) }
  const isLifted = ticket.priority === 'medium' && chance.percent(35)
  return transferTicket(
    ticket.id,
    isLifted ? { ...form, priority: 'high' as const } : form,
    as(agent)
  )
}

/** The requester asked twice; the second ticket is merged into the first. */
export async function* joinTwin(story: Story, ticket: Ticket, agent: User): Telling<Ticket> {
  const { chance, requester, type } = story
  if (type.handlingDepartmentId !== ticket.handlingDepartmentId) return ticket
  yield atWork(story, ticket, 0.1, 0.6)
  const twin = await createTicket(
    {
      requestTypeId: type.id,
      title: ticket.title,
      description: chance.pick(supportTalk.twice),
      priority: story.priority,
    },
    as(requester)
  )
  yield atWork(story, ticket, 0.1, 0.6)
  return mergeTickets(twin.id, { intoId: ticket.id }, as(agent))
}
