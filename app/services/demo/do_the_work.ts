import { DateTime } from 'luxon'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { demoTalk } from '#database/demo/talk'
import { addComment } from '#services/comments/add_comment'
import { uploadPicture } from '#services/demo/make_files'
import { deliverWork, type MadeThing } from '#services/demo/deliver_work'
import { getApproved } from '#services/demo/get_approved'
import { as, creatives, later, personWithId, type Story, type Telling } from '#services/demo/story'
import { assignTicket } from '#services/tickets/assign_ticket'
import { setPriority } from '#services/tickets/set_priority'
import { transitionTicket } from '#services/tickets/transition_ticket'

export interface Finished {
  ticket: Ticket
  made: MadeThing[]
}

/**
 * From the approval to the handing over, revisions included.
 * @returns the completed ticket with what was delivered, or null when the story ends here
 */
export async function* doTheWork(story: Story, ticket: Ticket): Telling<Finished | null> {
  const { chance, stopsAt } = story
  const manager = story.desk.people.byDepartment
    .get('Creative')!
    .find((one) => one.role === 'manager')!
  if (!ticket.assignedAt) {
    yield later(story, 0.2, 4)
    ticket = await assign(story, ticket, manager)
  }
  if (stopsAt === 'approved') return null
  if (chance.percent(5)) {
    ticket = await setPriority(ticket.id, { priority: 'high' }, as(manager))
  }
  yield startOf(story, ticket)
  const worker = personWithId(story, ticket.assigneeId)!
  ticket = await transitionTicket(ticket.id, 'start', {}, as(worker))
  yield* talk(story, ticket, worker, manager)
  const made = yield* deliverWork(story, ticket, worker)
  if (stopsAt === 'work') return null
  if (chance.percent(3)) {
    yield later(story, 1, 4)
    const note = chance.pick(demoTalk.sent_back)
    ticket = await transitionTicket(ticket.id, 'send_back', { note }, as(manager))
    const approved = yield* getApproved(story, ticket)
    return approved ? yield* doTheWork(story, approved) : null
  }
  yield endOf(story, ticket)
  return { ticket: await complete(ticket, worker), made }
}

/** Hours that a manager says while he assigns; often he says none. */
const ESTIMATES = [undefined, 2, undefined, 4, 1.5, undefined, 8, 3]

async function assign(story: Story, ticket: Ticket, manager: User): Promise<Ticket> {
  const { chance } = story
  const worker = chance.pick(creatives(story))
  const helpers = creatives(story).filter((one) => one.id !== worker.id)
  return assignTicket(
    ticket.id,
    {
      assigneeId: worker.id,
      collaboratorIds: chance.percent(25) ? [chance.pick(helpers).id] : [],
      estimatedHours: ESTIMATES[ticket.id % ESTIMATES.length],
    },
    as(manager)
  )
}

async function* talk(story: Story, ticket: Ticket, worker: User, manager: User): Telling {
  const { chance, requester } = story
  if (chance.percent(34)) {
    yield later(story, 0.3, 2)
    const at = chance.whole(0, demoTalk.question.length - 1)
    const { id } = await addComment(ticket.id, { body: demoTalk.question[at] }, as(worker))
    if (chance.percent(80)) {
      yield later(story, 0.2, 4)
      const body = demoTalk.answer[at]
      await addComment(ticket.id, { body, parentId: id }, as(requester))
    }
  }
  if (chance.percent(22)) {
    const body = chance.pick(demoTalk.note)
    await addComment(
      ticket.id,
      { body, isInternal: true },
      as(chance.percent(50) ? manager : worker)
    )
  }
  if (chance.percent(45)) {
    yield later(story, 0.5, 5)
    const fileIds = [await uploadPicture(worker, ticket.title, chance)]
    await addComment(ticket.id, { body: chance.pick(demoTalk.working), fileIds }, as(worker))
  }
}

/** A shoot begins when it was planned to. */
function startOf(story: Story, ticket: Ticket): DateTime {
  if (!ticket.scheduledStart) return later(story, 0.2, 5)
  return DateTime.max(ticket.scheduledStart, later(story, 0.1, 0.5))
}

/** Most is done before its deadline, about one in seven after it. */
function endOf(story: Story, ticket: Ticket): DateTime {
  const { chance } = story
  const now = clock.now()
  if (ticket.scheduledEnd && ticket.scheduledEnd > now) {
    return ticket.scheduledEnd.plus({ minutes: chance.whole(-10, 60) })
  }
  if (!ticket.deadlineAt || ticket.deadlineAt <= now) return later(story, 1, 6)
  const share = chance.percent(14) ? chance.between(1.05, 1.5) : chance.between(0.25, 0.9)
  return now.plus({ seconds: ticket.deadlineAt.diff(now, 'seconds').seconds * share })
}

export async function complete(ticket: Ticket, worker: User): Promise<Ticket> {
  const actualEnd = ticket.scheduledStart ? clock.now() : undefined
  return transitionTicket(ticket.id, 'complete', { actualEnd }, as(worker))
}
