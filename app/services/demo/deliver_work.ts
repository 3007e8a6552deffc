import type Ticket from '#models/ticket'
import type User from '#models/user'
import type { ProofDecision } from '#models/deliverable'
import { demoPins } from '#database/demo/pins'
import { deliverFiles } from '#services/deliverables/deliver_files'
import { chanceFrom, type Chance } from '#services/demo/chance'
import { designBanner, drawBanner, type Banner } from '#services/demo/draw_banner'
import { uploadBytes, uploadPdf } from '#services/demo/make_files'
import { as, later, type Story, type Telling } from '#services/demo/story'
import { addPin } from '#services/proofing/add_pin'
import { answerPin } from '#services/proofing/answer_pin'
import { judgeVersion } from '#services/proofing/judge_version'
import { resolvePin } from '#services/proofing/resolve_pin'

/** What was delivered in a story, to be pinned, made anew and decided on. */
export interface MadeThing {
  id: number
  banner: Banner
  version: number
  openPins: number[]
}

/** So many of a hundred creative tickets have deliverables. */
const SHARE = 55

/**
 * Puts what was made on a ticket at work, anew after it was sent back; in many stories the requester pins what should change, and gets a next version.
 * @returns what was made; empty where the story has none
 */
export async function* deliverWork(
  story: Story,
  ticket: Ticket,
  worker: User
): Telling<MadeThing[]> {
  // A chance of its own: what happens to the ticket otherwise stays as it was before it had deliverables.
  const chance = chanceFrom(ticket.id * 7919)
  if (!chance.percent(SHARE)) return []
  yield later(story, 0.2, 1)
  const made: MadeThing[] = []
  const count = chance.whole(1, 3)
  for (let nth = 0; nth < count; nth++) {
    const banner = designBanner(ticket.title, nth, chance)
    const fileId = await uploadBytes(worker, banner.name, await drawBanner(banner, 1))
    const [one] = await deliverFiles(ticket.id, { fileIds: [fileId] }, as(worker))
    const version = one.file.version!
    made.push({ id: one.deliverable.id, banner, version, openPins: [] })
  }
  if (chance.percent(15)) {
    const fileId = await uploadPdf(worker, ticket.title, story.brief, 'print')
    await deliverFiles(ticket.id, { fileIds: [fileId] }, as(worker))
  }
  if (!chance.percent(45)) return made
  yield later(story, 0.1, 2)
  await pinSome(ticket, made[0], story.requester, chance)
  if (story.stopsAt === 'work' && chance.percent(60)) return made
  yield later(story, 0.2, 2)
  await reviseThing(ticket, made[0], worker, chance)
  return made
}

/** The requester says on the picture what should change. */
export async function pinSome(ticket: Ticket, thing: MadeThing, by: User, chance: Chance) {
  const wishes = [...demoPins].sort(() => chance.next() - 0.5).slice(0, chance.whole(1, 3))
  for (const { body, shape, points } of wishes) {
    const form = { body, shape, points: JSON.stringify(points), version: thing.version }
    const { number } = await addPin(ticket.id, thing.id, form, { by: as(by) })
    thing.openPins.push(number)
  }
}

/** The next version, with what was pinned checked off on it; now and then after a word about it. */
export async function reviseThing(ticket: Ticket, thing: MadeThing, by: User, chance: Chance) {
  thing.version += 1
  const bytes = await drawBanner(thing.banner, thing.version)
  const fileId = await uploadBytes(by, thing.banner.name, bytes)
  await deliverFiles(ticket.id, { fileIds: [fileId] }, as(by))
  for (const number of thing.openPins.splice(0)) {
    if (chance.percent(40)) {
      const body = chance.pick(['Done, a third larger.', 'Moved it to the right.', 'Better now?'])
      await answerPin(ticket.id, thing.id, number, { body }, { by: as(by) })
    }
    await resolvePin(ticket.id, thing.id, number, { version: thing.version }, { by: as(by) })
  }
}

/** The requester says of each newest version whether it is good. */
export async function judgeThings(ticket: Ticket, made: MadeThing[], by: User, chance: Chance) {
  for (const { id, version } of made) {
    const decision: ProofDecision = chance.percent(80) ? 'approved' : 'approved_with_changes'
    const note = decision === 'approved' ? '' : 'A touch more room above the button.'
    await judgeVersion(ticket.id, id, { decision, note, version }, { by: as(by) })
  }
}
