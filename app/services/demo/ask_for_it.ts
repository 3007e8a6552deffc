import type { DateTime } from 'luxon'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { demoTalk } from '#database/demo/talk'
import { addComment } from '#services/comments/add_comment'
import { uploadPdf, uploadPicture } from '#services/demo/make_files'
import { as, creatives, type Story } from '#services/demo/story'
import type { Criteria, FileFormat } from '#services/tickets/brief'
import { createTicket, type TicketForm } from '#services/tickets/create_ticket'
import { watchTicket } from '#services/tickets/watch_ticket'

/** The requester writes the brief, with files and sometimes with people he would like to have. */
export async function askForIt(story: Story): Promise<Ticket> {
  const { chance, requester } = story
  const fileIds = await filesOf(story)
  const ticket = await createTicket({ ...formOf(story), fileIds }, as(requester))
  if (chance.percent(22)) {
    await addComment(ticket.id, { body: chance.pick(demoTalk.asked) }, as(requester))
  }
  if (chance.percent(15)) {
    const mates = story.desk.people.all.filter(
      (one) => one.departmentId === requester.departmentId && one.id !== requester.id
    )
    await watchTicket(ticket.id, chance.pick(mates).id, as(requester))
  }
  return ticket
}

async function filesOf({ chance, requester, title, brief }: Story): Promise<number[]> {
  const ids: number[] = []
  if (chance.percent(40)) ids.push(await uploadPicture(requester, title, chance))
  if (chance.percent(12)) ids.push(await uploadPicture(requester, title, chance))
  if (chance.percent(16)) ids.push(await uploadPdf(requester, title, brief))
  return ids
}

function formOf(story: Story): TicketForm {
  const { chance, type, title, brief, priority } = story
  const wish = chance.percent(25) && !type.isScheduled ? people(story) : {}
  return {
    requestTypeId: type.id,
    title,
    description: brief,
    priority,
    quantity: chance.whole(1, 6),
    criteria: criteriaOf(story),
    fileFormat: story.format ?? chance.pick<FileFormat>(['still', 'gif', 'video_portrait']),
    ...productsOf(story),
    ...(type.isScheduled ? scheduleOf(story) : {}),
    ...wish,
  }
}

function people(story: Story) {
  const wished = story.chance.pick(creatives(story))
  const helper = story.chance.pick(creatives(story))
  return {
    assigneeId: wished.id,
    collaboratorIds: story.chance.percent(30) && helper.id !== wished.id ? [helper.id] : [],
  }
}

function criteriaOf({ chance, type }: Story): Criteria | null {
  if (type.criteriaMode === 'optional' && chance.percent(50)) return null
  return chance.percent(70) ? 'image' : 'video'
}

function productsOf({ desk, chance, type }: Story) {
  const offered = desk.products.filter(
    (product) =>
      product.isActive && (!type.productCategory || product.category === type.productCategory)
  )
  if (type.productMode === 'one') return { productId: chance.pick(offered).id }
  if (type.productMode !== 'many') return {}
  const chosen = new Set(Array.from({ length: chance.whole(1, 4) }, () => chance.pick(offered)))
  return {
    items: [...chosen].map((product) => ({
      productId: product.id,
      quantity: chance.whole(1, 8),
      criteria: chance.pick<Criteria>(['image', 'video']),
    })),
  }
}

function scheduleOf({ desk, chance }: Story): { scheduledStart: DateTime; scheduledEnd: DateTime } {
  const day = clock
    .now()
    .setZone(desk.zone)
    .plus({ days: chance.whole(5, 10) })
    .startOf('day')
  const weekday = day.weekday > 5 ? day.plus({ days: 8 - day.weekday }) : day
  const scheduledStart = weekday.plus({ hours: chance.whole(9, 14) }).toUTC()
  return { scheduledStart, scheduledEnd: scheduledStart.plus({ hours: chance.whole(2, 5) }) }
}
