import { test } from '@japa/runner'
import type { Assert } from '@japa/assert'
import db from '@adonisjs/lucid/services/db'
import { mailsTo } from '#tests/support/accounts'
import { clearDesk } from '#tests/support/clear_desk'
import { join, request, seatColleagues, setUpDesk, type Company } from '#tests/support/journey'
import type { Way } from '#tests/support/seat'

const ways: Record<string, Way> = {
  'in a wide window': {
    options: { viewport: { width: 1280, height: 800 } },
    script: true,
    touch: false,
  },
  'with JavaScript off': {
    options: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false },
    script: false,
    touch: false,
  },
  'on a small phone': {
    options: { viewport: { width: 360, height: 780 }, hasTouch: true },
    script: true,
    touch: true,
  },
}

/** What the activity says in the end. */
const STORY = [
  'created',
  'dept_approved',
  'approved',
  'assigned',
  'started',
  'commented',
  'completed',
  'revision_requested',
  'completed',
  'confirmed',
]

test.group('From "I need ads" to "thank you"', (group) => {
  let seats: Company | null = null
  group.each.setup(async () => {
    await clearDesk()
    return async () => {
      for (const seat of Object.values(seats ?? {})) await seat.leave()
      seats = null
      await clearDesk()
    }
  })

  for (const [name, way] of Object.entries(ways)) {
    test(`five people, ${name}`, async ({ assert }) => {
      const olga = await setUpDesk(way)
      const colleagues = await seatColleagues(way)
      seats = { ...colleagues, olga, maria: await join(way, olga) }
      assert.deepEqual(await mailsTo(await idOf('maria')), ['account_approved'])
      const id = await request(seats.maria)
      await approveTwice(seats, id)
      await assign(seats, id)
      await work(seats, id)
      await revise(seats, id)
      await confirm(seats, id)
      await theEnd(seats, id, assert)
    })
  }
})

/** Ana decides in her inbox, Ben in his; Maria and the stranger hear of it, or not. */
async function approveTwice({ maria, ana, ben, kim }: Company, id: number) {
  await maria.hears(`#${id}`)
  await maria.seesStatus('For department approval')
  await maria.seesStep('Department', 'Ana Test')
  await maria.sees('12 pieces')
  await maria.sees('key-visual.png')
  await maria.sees('logo.png')
  await kim.open(`/tickets/${id}`)
  await kim.sees('Nothing here')

  for (const [seat, step] of [
    [ana, 'department'],
    [ben, 'creative'],
  ] as const) {
    await seat.open('/approvals')
    await seat.counts('approvals', 1)
    await seat.counts('notifications', 1)
    await seat.sees('1 waits for you')
    await seat.pressButton(`Approve #${id}: Payday push`)
    await seat.sees('Nothing waits for you')
    await seat.counts('approvals', 0)
    await maria.open(`/tickets/${id}`)
    await maria.seesSigned('Department', 'Ana Test')
    await maria.seesStatus(step === 'department' ? 'For creative approval' : 'Not yet started')
  }
  await maria.seesSigned('Creative', 'Ben Test')
  await maria.open('/notifications')
  await maria.sees('Ana Test approved the department step')
  await maria.sees('Ben Test approved it; the work can start')
}

/** Ben gives it to Kim, Joy helps. */
async function assign({ ben, kim, joy }: Company, id: number) {
  await ben.open(`/tickets/${id}`)
  await ben.pressLink('Assign')
  await ben.choose('Assignee', /^Kim Test/)
  await ben.page.getByRole('checkbox', { name: 'Joy Test' }).check()
  await ben.pressButton('Assign')
  await ben.arrives(/\/tickets\/\d+$/)
  await ben.hears(`#${id} assigned.`)
  await ben.seesStep('Work', 'Kim Test')
  for (const [seat, words] of [
    [kim, 'Ben Test assigned this to you'],
    [joy, 'Ben Test added you as a collaborator'],
  ] as const) {
    await seat.open('/notifications')
    await seat.counts('notifications', 1)
    await seat.sees(words)
  }
}

/** Kim starts, asks Maria something and completes it. */
async function work({ maria, kim }: Company, id: number) {
  await kim.open('/')
  await kim.pressLink('Payday push')
  await kim.arrives(/\/tickets\/\d+/)
  await kim.counts('notifications', kim.way.script ? 0 : 1)
  await kim.pressButton('Start')
  await kim.seesStatus('In progress')
  await kim.write('Write a comment', 'Peso sign before the amount, @maria?')
  await kim.pressButton('Comment')
  await kim.page.locator('.comment .mention', { hasText: 'Maria Santos' }).waitFor()

  await maria.open('/notifications')
  await maria.sees('Kim Test started the work')
  await maria.press(
    maria.page.locator('.news', { hasText: 'Kim Test mentioned you' }).getByRole('button').first()
  )
  await maria.arrives(/\/tickets\/\d+/)
  await maria.sees('Peso sign before the amount')
  await maria.seesStep('Work', 'Kim Test')

  await kim.pressButton('Complete')
  await kim.seesStatus('Completed')
  await kim.hears(`#${id} completed. The requester was told.`)
}

/** Maria wants something changed; Kim does it. */
async function revise({ maria, kim, joy }: Company, id: number) {
  await maria.open(`/tickets/${id}`)
  await maria.seesStep('Confirmed', 'waits for you')
  await maria.pressLink('Ask for a revision…')
  await maria.write('Your words', 'The logo is last year’s.')
  await maria.pressButton('Ask for a revision')
  await maria.seesStatus('In progress')
  await maria.sees('Revision 1')

  for (const seat of [kim, joy]) {
    await seat.open('/notifications')
    await seat.sees('Maria Santos asks for a revision')
  }
  await kim.open(`/tickets/${id}`)
  await kim.sees('The logo is last year’s.')
  await kim.pressButton('Complete')
  await kim.seesStatus('Completed')
}

/** Maria says thank you. */
async function confirm({ maria, kim, ana }: Company, id: number) {
  await maria.open('/')
  await maria.sees('Payday push')
  await maria.open(`/tickets/${id}`)
  await maria.pressButton('Confirm')
  await maria.seesStatus('Confirmed')
  await maria.hears('Thank you.')
  await kim.open('/notifications')
  await kim.sees('Maria Santos confirmed the work')
  await ana.open(`/tickets/${id}`)
  await ana.seesSigned('Department', 'Ana Test')
  await ana.seesSigned('Creative', 'Ben Test')
  await ana.seesStatus('Confirmed')
}

/** What the books say, and no red line in any console. */
async function theEnd(seats: Company, id: number, assert: Assert) {
  const ticket = await db.from('tickets').where('id', id).first()
  assert.deepInclude(ticket, { status: 'completed', pieces: 12, revision_count: 1 })
  assert.isNotNull(ticket.confirmed_at)
  const rows = await db.from('activities_in_full').where('ticket_id', id).orderBy('id')
  assert.deepEqual(
    rows.map(({ action }) => action),
    STORY
  )
  for (const [name, seat] of Object.entries(seats)) assert.deepEqual(seat.problems, [], name)
}

async function idOf(username: string): Promise<number> {
  const user = await db.from('users').where('username', username).first()
  return user.id
}
