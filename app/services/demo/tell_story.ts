import { demoTalk } from '#database/demo/talk'
import { addComment } from '#services/comments/add_comment'
import { askForIt } from '#services/demo/ask_for_it'
import { chanceFrom } from '#services/demo/chance'
import { judgeThings, pinSome, reviseThing } from '#services/demo/deliver_work'
import { complete, doTheWork, type Finished } from '#services/demo/do_the_work'
import { getApproved } from '#services/demo/get_approved'
import { tellSupport } from '#services/demo/tell_support'
import { as, later, personWithId, type Story, type Telling } from '#services/demo/story'
import { isRouted } from '#services/master_data/is_routed'
import { transitionTicket } from '#services/tickets/transition_ticket'

/** One ticket from "I need" to "thank you", or as far as it comes, through the product's own services. */
export function tellStory(story: Story): Telling {
  return isRouted(story.type.workflow) ? tellSupport(story) : tellCreative(story)
}

async function* tellCreative(story: Story): Telling {
  const asked = await askForIt(story)
  const approved = yield* getApproved(story, asked)
  if (!approved) return
  const completed = yield* doTheWork(story, approved)
  if (completed && story.stopsAt !== 'completed') yield* takeOver(story, completed)
}

/** The requester looks at it: thanks, or another round. */
async function* takeOver(story: Story, { ticket, made }: Finished): Telling {
  const { chance, requester } = story
  const proofing = chanceFrom(ticket.id * 104_729)
  const worker = personWithId(story, ticket.assigneeId)!
  for (let round = 0; round < 3 && chance.percent(round === 0 ? 20 : 12); round++) {
    yield later(story, 0.5, 8)
    const note = chance.pick(demoTalk.revision)
    if (made.length > 0) await pinSome(ticket, made[0], requester, proofing)
    ticket = await transitionTicket(ticket.id, 'request_revision', { note }, as(requester))
    yield later(story, 1, 9)
    if (made.length > 0) await reviseThing(ticket, made[0], worker, proofing)
    ticket = await complete(ticket, worker)
  }
  if (chance.percent(7)) return
  yield later(story, 0.5, 12)
  if (proofing.percent(70)) await judgeThings(ticket, made, requester, proofing)
  await transitionTicket(ticket.id, 'confirm', {}, as(requester))
  if (chance.percent(30)) {
    await addComment(ticket.id, { body: chance.pick(demoTalk.thanks) }, as(requester))
  }
}
