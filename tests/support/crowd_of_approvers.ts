import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import type { ApiUser, BotApi, Shown } from '#tests/support/bot_api'
import type { LiveDesk } from '#tests/support/race'
import { makePerson } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { until } from '#tests/support/until'

/** A department with many managers, each with a Telegram account: one ticket is one card for each of them. */
export interface Crowd {
  people: { user: User; account: ApiUser }[]
  /** The cards in all their chats. */
  cards: () => Shown[]
}

/** Makes and links them; the cast's Ana is among them. */
export async function gatherCrowd(desk: LiveDesk, api: BotApi, size: number): Promise<Crowd> {
  const users = [desk.cast.ana, desk.anton]
  while (users.length < size) {
    const username = `approver${users.length}`
    users.push(await makePerson({ username, role: 'manager', department: 'Marketing' }))
  }
  const people: Crowd['people'] = []
  for (const user of users) {
    const account = api.person(7_000_000 + user.id, user.firstName, { hasStarted: true })
    await db
      .from('users')
      .where('id', user.id)
      .update({ telegram_chat_id: String(account.id), telegram_linked_at: new Date() })
    people.push({ user, account })
  }
  return {
    people,
    cards: () => people.flatMap(({ account }) => api.in(account).filter(({ from }) => from.is_bot)),
  }
}

/**
 * Kills a worker while the Bot API hangs, takes the Bot API away, lets both come back and kills the worker once more in
 * the midst of sending: asks for so many things meanwhile.
 * @returns the numbers of the tickets, and the slowest request in milliseconds
 */
export async function askThroughOutage(
  desk: LiveDesk,
  api: BotApi,
  crowd: Crowd,
  count: number
): Promise<{ ids: number[]; slowest: number }> {
  api.hang()
  const worker = await desk.processes.worker(api.env)
  const ids: number[] = []
  let slowest = 0
  for (let n = 0; n < count; n += 1) {
    const began = performance.now()
    const ticket = await ask(desk.cast.maria, { title: `Asked in the dark ${n}` })
    slowest = Math.max(slowest, performance.now() - began)
    ids.push(ticket.id)
    if (n === Math.floor(count / 3)) {
      await until(() => api.callsOf('sendMessage').length > 0, 'a message hangs')
      await worker.end('SIGKILL')
      await api.down()
    }
  }
  const next = await desk.processes.worker(api.env)
  await endLeases(desk)
  await until(() => meetsOutage(desk), 'the worker meets the outage')
  api.goOn()
  const before = crowd.cards().length
  await api.up()
  await until(() => crowd.cards().length > before + 30, 'some arrive', 60)
  await next.end('SIGKILL')
  await endLeases(desk)
  await desk.processes.worker(api.env)
  return { ids, slowest }
}

/** The lease of what a killed worker held runs out; nobody waits for that here. */
async function endLeases({ database }: LiveDesk): Promise<void> {
  await database.rows(`update deliveries set leased_until = now() where state = 'sending'`)
  await database.rows(`update telegram_cards set next_try_at = null where is_stale`)
}

async function meetsOutage({ database }: LiveDesk): Promise<boolean> {
  const rows = await database.rows(
    `select 1 from deliveries where channel = 'telegram' and last_error like '%no connection%'`
  )
  return rows.length > 0
}

/** Waits until nothing for Telegram is under way. */
export async function allSent(desk: LiveDesk, seconds: number): Promise<number> {
  const left = async () => {
    const [row] = await desk.database.rows(
      `select (select count(*) from deliveries where channel = 'telegram' and state in ('waiting', 'sending'))
         + (select count(*) from telegram_cards where is_stale) as left`
    )
    return Number(row.left)
  }
  return until(async () => (await left()) === 0, 'all is sent and rewritten', seconds)
}

/** How often each chat got each ticket: "chat ticket" → messages. */
export function countCards(cards: Shown[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { chat, text } of cards) {
    const key = `${chat.id} ${/#(\d+)/.exec(text)?.[1]}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
