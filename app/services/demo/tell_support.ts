import type { DateTime } from 'luxon'
import type Ticket from '#models/ticket'
import { supportTalk } from '#database/demo/support_talk'
import { system } from '#services/actor'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import { giveSupport } from '#services/demo/give_support'
import { uploadPicture } from '#services/demo/make_files'
import { as, later, type Story, type Telling } from '#services/demo/story'
import { rateTicket } from '#services/ratings/rate_ticket'
import { createTicket } from '#services/tickets/create_ticket'
import { followUp } from '#services/tickets/follow_up'
import { transitionTicket } from '#services/tickets/transition_ticket'
import { watchTicket } from '#services/tickets/watch_ticket'

/** One question to the support desk until it is answered, closed and rated, or as far as it comes. */
export async function* tellSupport(story: Story): Telling {
  const { chance, requester, stopsAt } = story
  const ticket = await askForHelp(story)
  if (stopsAt !== 'asked' && chance.percent(5)) {
    yield later(story, 0.3, 2)
    await addComment(ticket.id, { body: chance.pick(supportTalk.withdrawn) }, as(requester))
    await transitionTicket(ticket.id, 'withdraw', {}, as(requester))
    return
  }
  const resolved = yield* giveSupport(story, ticket)
  if (!resolved || stopsAt === 'resolved') return
  const closed = yield* close(story, resolved)
  if (chance.percent(8)) {
    yield later(story, 6, 40)
    const again = await followUp(
      closed.id,
      { body: chance.pick(supportTalk.again) },
      as(requester, chance.percent(50) ? 'email' : 'web')
    )
    const resolvedAgain = yield* giveSupport(story, again)
    if (resolvedAgain) yield* close(story, resolvedAgain)
  }
}

async function askForHelp({ chance, desk, requester, type, title, brief, priority }: Story) {
  const fileIds = chance.percent(30) ? [await uploadPicture(requester, title, chance)] : []
  const ticket = await createTicket(
    { requestTypeId: type.id, title, description: brief, priority, fileIds },
    as(requester)
  )
  if (chance.percent(10)) {
    const mates = desk.people.all.filter(
      (one) => one.departmentId === requester.departmentId && one.id !== requester.id
    )
    await watchTicket(ticket.id, chance.pick(mates).id, as(requester))
  }
  return ticket
}

/** The requester says that it is done; of the others the timer closes what rested for seven days. */
async function* close(story: Story, ticket: Ticket): Telling<Ticket> {
  const { chance, requester } = story
  if (chance.percent(45)) {
    yield timer(story)
    return transitionTicket(ticket.id, 'close', {}, system)
  }
  yield later(story, 0.5, 12)
  if (chance.percent(35)) {
    await addComment(ticket.id, { body: chance.pick(supportTalk.thanks) }, as(requester))
  }
  const closed = await transitionTicket(ticket.id, 'close', {}, as(requester))
  if (chance.percent(65)) {
    yield later(story, 0.05, 3)
    await rate(story, closed)
  }
  return closed
}

function timer({ chance }: Story): DateTime {
  return clock.now().plus({ days: 7, minutes: chance.whole(1, 59) })
}

async function rate({ chance, requester }: Story, ticket: Ticket): Promise<void> {
  const score = Number(chance.weighted({ '5': 52, '4': 27, '3': 11, '2': 6, '1': 4 }))
  const comment = chance.pick<string>(score > 3 ? supportTalk.praise : supportTalk.blame)
  const channel = chance.percent(45) ? 'email' : 'web'
  await rateTicket(ticket.id, { score, comment }, as(requester, channel))
}
