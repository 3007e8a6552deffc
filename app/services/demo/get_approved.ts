import type Ticket from '#models/ticket'
import User from '#models/user'
import { demoTalk } from '#database/demo/talk'
import { addComment } from '#services/comments/add_comment'
import { as, later, type Story, type Telling } from '#services/demo/story'
import { briefFormOf } from '#services/demo/brief_form_of'
import { editBrief } from '#services/tickets/edit_brief'
import { planStep } from '#services/tickets/plan_step'
import { transitionTicket } from '#services/tickets/transition_ticket'
import { trashTicket } from '#services/tickets/trash_ticket'
import type { Channel } from '#workflows/workflow'

/**
 * The signatures: asked, answered, changed, refused and asked again.
 * @returns the approved ticket, or null when the story ends here
 */
export async function* getApproved(story: Story, ticket: Ticket): Telling<Ticket | null> {
  const { chance, requester, stopsAt } = story
  let mayEdit = chance.percent(9)
  while (ticket.waitingStep) {
    if (stopsAt === 'asked' || (stopsAt === 'half' && ticket.status === 'pending_creative'))
      return null
    yield later(story, 0.3, 7)
    if (mayEdit) {
      mayEdit = false
      ticket = await changeBrief(story, ticket)
      continue
    }
    if (chance.percent(1.5)) {
      await trashTicket(ticket.id, as(requester))
      return null
    }
    const rejects = chance.percent(7)
    ticket = await decide(story, ticket, rejects)
    if (!rejects) continue
    if (!chance.percent(55)) return null
    yield later(story, 2, 12)
    await addComment(ticket.id, { body: 'Changed as you said.' }, as(requester))
    ticket = await changeBrief(story, ticket)
    ticket = await transitionTicket(ticket.id, 'resubmit', {}, as(requester))
  }
  return stopsAt === 'approved' && chance.percent(45) ? null : ticket
}

async function decide(story: Story, ticket: Ticket, rejects: boolean): Promise<Ticket> {
  const { chance } = story
  const { approvers } = await planStep(ticket.waitingStep!, ticket)
  const { id } = chance.percent(80) ? approvers[0] : chance.pick(approvers)
  const by = await User.findOrFail(id)
  const channel = chance.weighted<Channel>({ web: 62, email: 30, telegram: 8, api: 0, system: 0 })
  const { round, briefVersion } = ticket
  return transitionTicket(
    ticket.id,
    rejects ? 'reject' : 'approve',
    {
      note: chance.pick<string>(rejects ? demoTalk.rejected : demoTalk.approved),
      seen: { step: ticket.waitingStep!, round, briefVersion },
    },
    as(by, channel)
  )
}

async function changeBrief(story: Story, ticket: Ticket): Promise<Ticket> {
  const form = await briefFormOf(ticket)
  const more = story.chance.pick([
    'Needed a day later than first said.',
    'Pieces for the app as well.',
  ])
  return editBrief(
    ticket.id,
    { ...form, description: `${form.description}\n\n${more}`, lockVersion: ticket.lockVersion },
    as(story.requester)
  )
}
