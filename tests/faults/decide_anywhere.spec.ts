import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { BotDesk, buttonsOf } from '#tests/support/bot_desk'
import type { ApiUser, Shown } from '#tests/support/bot_api'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { figures } from '#tests/support/figures'
import { MailServer } from '#tests/support/mail_server'
import { makeCast, type Cast } from '#tests/support/people'
import { Processes, type WebProcess } from '#tests/support/server_process'
import { ask } from '#tests/support/tickets'
import { until } from '#tests/support/until'
import { Visitor, visit } from '#tests/support/visitor'

const TICKETS = 20
const WHY = 'Not this month.'

/**
 * A manager decides twenty requests by mail, by Telegram and on the page, in a mix and some by all three at once: a real
 * web and a real worker process, a mail server and a Bot API server that speak the real protocols.
 */
test.group('Deciding from anywhere', (group) => {
  const bot = new BotDesk()
  const mails = new MailServer()
  let base: FreshDatabase
  let processes: Processes
  let web: WebProcess
  let cast: Cast
  let account: ApiUser
  let page: Visitor

  group.setup(async () => {
    base = await makeFreshDatabase()
    const restore = await useDatabase(base.url)
    await bot.start()
    processes = new Processes({
      DATABASE_URL: base.url,
      SMTP_URL: await mails.start(),
      ...bot.api.env,
    })
    cast = await makeCast()
    account = await bot.link(cast.ana)
    web = await processes.web()
    await processes.worker({ APP_URL: web.url })
    page = await visit(cast.ana, web.url)
    await page.get('/approvals')
    return async () => {
      await processes.endAll()
      await restore()
      await bot.stop()
      await mails.stop()
      await base.drop()
    }
  })

  test('twenty tickets: one decision each, and every card, mail and page agrees afterwards', async ({
    assert,
  }) => {
    const tickets: Ticket[] = []
    for (let n = 1; n <= TICKETS; n += 1)
      tickets.push(await ask(cast.maria, { title: `Banner ${n}` }))
    const reached = await until(
      () => tickets.every((ticket) => cardOf(ticket) && mailOf(cast.ana, ticket)),
      'every request reaches her mailbox and her phone',
      90
    )

    const began = performance.now()
    await Promise.all(tickets.map((ticket, n) => decideSomehow(ticket, n)))
    await until(isAllDecided, 'every ticket is decided', 60)
    await until(
      () => tickets.every((ticket) => !buttonsOf(cardOf(ticket)!).includes('Approve')),
      'no card asks any more',
      60
    )
    figures('deciding from anywhere', { reached, decided: performance.now() - began })

    const made = await decisions()
    const decided = new Map(made.map((row) => [row.ticket_id, row]))
    assert.equal(decided.size, TICKETS, 'one decision each')
    for (const ticket of tickets) {
      const { decision } = decided.get(ticket.id)!
      assert.match(cardOf(ticket)!.text, new RegExp(`You ${decision} it`), `card of #${ticket.id}`)
      const opened = await new Visitor(web.url).get(linkOf(ticket))
      assert.include(opened.text, decision, `link of #${ticket.id}`)
      assert.notInclude(opened.text, 'name="decision"', `link of #${ticket.id}`)
      const shown = await page.get(`/tickets/${ticket.id}`)
      assert.include(shown.text, decision === 'approved' ? 'For creative approval' : 'Rejected')
    }
    const inbox = await page.get('/approvals')
    assert.include(inbox.text, 'Nothing waits for you')

    const told = await base.rows(
      `select ticket_id, user_id from notifications
       where kind in ('approved_department', 'rejected') and user_id = $1`,
      [cast.maria.id]
    )
    assert.lengthOf(told, TICKETS, 'the requester hears of each once')
    const channels = new Set([...decided.values()].map(({ channel }) => channel))
    assert.sameMembers([...channels], ['web', 'email', 'telegram'])
  }).timeout(180_000)

  /** Page, mail, Telegram in turn; each fifth ticket by all three at once; some yes, some no. */
  async function decideSomehow(ticket: Ticket, n: number): Promise<void> {
    const decision = n % 2 === 0 ? 'approve' : 'reject'
    const ways = [onPage, byMail, onTelegram]
    const chosen = n % 5 === 4 ? ways : [ways[n % 3]]
    await Promise.all(chosen.map((way) => way(ticket, decision)))
  }

  async function onPage(ticket: Ticket, decision: string): Promise<void> {
    const answer = await page.post(`/approvals/${ticket.id}`, {
      decision,
      note: WHY,
      step: 'department',
      round: 1,
      brief_version: 1,
    })
    if (![200, 302, 409].includes(answer.status)) throw new Error(`page: ${answer.status}`)
  }

  async function byMail(ticket: Ticket, decision: string): Promise<void> {
    const reader = new Visitor(web.url)
    const path = linkOf(ticket)
    // A page may be put off while twenty decisions are at work; who reads his mail comes again.
    const opens = async () => {
      const { status } = await reader.get(path)
      return status !== 503
    }
    await until(opens, 'the link opens', 30)
    const answer = await reader.post(path, { decision, note: WHY })
    if (![302, 303, 409].includes(answer.status)) {
      const title = answer.text.match(/<title>([^<]*)/)?.[1]
      throw new Error(`mail: ${answer.status} ${title}`)
    }
  }

  async function onTelegram(ticket: Ticket, decision: string): Promise<void> {
    const word = decision === 'approve' ? 'Approve' : 'Reject'
    const card = cardOf(ticket)!
    if (!buttonsOf(card).includes(word)) return
    const before = bot.api.in(account).length
    bot.api.press(account, card, word)
    if (word === 'Approve') return
    let question: Shown | undefined
    await until(async () => {
      question = bot.api
        .in(account)
        .slice(before)
        .find(({ forcesReply, text }) => forcesReply && text.includes(`#${ticket.id}?`))
      return question !== undefined || (await isDecided(ticket))
    }, 'she is asked why')
    if (question) bot.api.reply(account, question, WHY)
  }

  function cardOf({ id }: Ticket): Shown | undefined {
    return bot.api
      .in(account)
      .find(({ from, text, forcesReply }) => from.is_bot && !forcesReply && hasNumber(text, id))
  }

  function mailOf(person: User, { id }: Ticket) {
    return mails.received.find(
      ({ to, email }) => to.includes(person.email) && hasNumber(email.subject ?? '', id)
    )
  }

  function linkOf(ticket: Ticket): string {
    const { email } = mailOf(cast.ana, ticket)!
    return /\/decisions\/[\w-]+/.exec(email.text ?? '')![0]
  }

  async function isDecided(ticket: Ticket): Promise<boolean> {
    const rows = await decisions()
    return rows.some((row) => row.ticket_id === ticket.id)
  }

  async function isAllDecided(): Promise<boolean> {
    const made = await decisions()
    return made.length === TICKETS
  }

  function decisions() {
    return db
      .from('approvals')
      .where('step', 'department')
      .whereNull('voided_at')
      .select('ticket_id', 'decision', 'channel')
  }
})

function hasNumber(text: string, id: number): boolean {
  return new RegExp(`#${id}\\b`).test(text)
}
