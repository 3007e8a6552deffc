import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import User from '#models/user'
import { crawl, kindOf, type Crawl, type FoundForm } from '#tests/support/crawl'
import { figures, timed } from '#tests/support/figures'
import {
  NASTY_BODIES,
  NASTY_IDS,
  NASTY_SHAPES,
  NASTY_TEXTS,
  NASTY_VALUES,
} from '#tests/support/nasty'
import { openDesk, type LiveDesk } from '#tests/support/race'
import { ticketAt, type Stage } from '#tests/support/tickets'
import { visit, type Answer, type Visitor } from '#tests/support/visitor'

/**
 * Each field gets one of the values here, each route one of every kind, another one each time; in the long form
 * (COUNTERSIGN_LONG=1) each gets all.
 */
const IS_LONG = Boolean(process.env.COUNTERSIGN_LONG)
const MINUTES = IS_LONG ? 20 : 2

/** Signing out is no bad input, and the first admin is there already. */
const LEFT_OUT = new Set(['/logout'])
const STAGES: Stage[] = ['requested', 'approved', 'in_progress', 'completed', 'rejected']
const TABLES = [
  'tickets',
  'comments',
  'activities',
  'users',
  'departments',
  'products',
  'approvals',
]

interface Sent {
  what: string
  answer: Answer
}

/**
 * Every form that the pages offer an admin, and every address, with values nobody should send: never a failure of ours,
 * always words, and nothing stored when it is refused. Against a real web process.
 */
test.group('Bad input on every route', (group) => {
  let desk: LiveDesk
  let found: Crawl
  let admin: Visitor | null = null
  let problems: string[]

  group.setup(async () => {
    desk = await openDesk(1)
    const starts = ['/', '/tickets', '/approvals', '/trash', '/me', '/admin']
    for (const stage of STAGES) {
      const ticket = await ticketAt(stage, desk.cast)
      starts.push(`/tickets/${ticket.id}`)
    }
    found = await crawl(await signIn(), starts)
    return () => desk.close()
  })
  group.each.setup(() => {
    problems = []
  })

  /** An admin at a browser; a new one after anything but refusals, since it may have ended his session. */
  async function signIn(): Promise<Visitor> {
    if (admin) return admin
    const actor = await User.asActor(desk.cast.admin.id)
    admin = await visit(actor!, desk.webs[0].url)
    await admin.csrfToken()
    return admin
  }

  const routes = (method: string) =>
    Object.values(router.toJSON())
      .flat()
      .filter((route) => route.methods.includes(method) && !LEFT_OUT.has(route.pattern))
      .map((route) => route.pattern)

  /** Every name that any form has; for routes whose form no page showed. */
  const names = () => [...new Set(found.forms.flatMap(({ fields }) => Object.keys(fields)))]

  function notShown(): string[] {
    const kinds = new Set(found.forms.map(({ action }) => kindOf(action)))
    return routes('POST')
      .map((pattern) => filled(pattern, '1'))
      .filter((action) => !kinds.has(kindOf(action)))
  }

  async function counts(): Promise<string> {
    const parts = TABLES.map((table) => `(select count(*) from ${table}) as ${table}`)
    const [row] = await desk.database.rows(`select ${parts.join(', ')}`)
    return JSON.stringify(row)
  }

  function judge({ what, answer }: Sent) {
    const { status, text, headers } = answer
    if (status >= 500) problems.push(`${status} ${what}`)
    if (/node_modules|\.[jt]s:\d+|at async /.test(text)) problems.push(`a stack trace: ${what}`)
    if (status < 400) return
    const isJson = headers.get('content-type')?.includes('json')
    const words = text.replace(/<(head|script|style)\b.*?<\/\1>|<[^>]+>/gs, ' ').trim()
    if (!isJson && !/\w+ \w+/.test(words)) problems.push(`${status} without words: ${what}`)
  }

  /** Sends all, a few at a time; when each was refused nothing may have been stored. */
  async function sendAll(what: string, presses: (() => Promise<Sent>)[]) {
    const before = await counts()
    const waiting = [...presses]
    let areAllRefused = true
    const lane = async () => {
      for (let press = waiting.shift(); press; press = waiting.shift()) {
        const sent = await press()
        areAllRefused &&= sent.answer.status >= 400
        judge(sent)
      }
    }
    await Promise.all(Array.from({ length: 6 }, lane))
    if (!areAllRefused) admin = null
    if (areAllRefused && before !== (await counts()))
      problems.push(`stored although refused: ${what}`)
    return presses.length
  }

  /** Nasty values in these fields of a form at once, while the others are as the page filled them. */
  function inFields(visitor: Visitor, { action, fields }: FoundForm, bad: string[]) {
    const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !bad.includes(name)))
    const where = `${action} ${bad.length > 1 ? 'everything' : bad[0]}`
    const each = <Value>(value: Value) => Object.fromEntries(bad.map((name) => [name, value]))
    const texts = NASTY_TEXTS.map((value) => async () => ({
      what: `${where} = ${JSON.stringify(value.slice(0, 40))}`,
      answer: await visitor.post(action, { ...rest, ...each(value) }),
    }))
    const shapes = NASTY_SHAPES.map((shape) => async () => ({
      what: `${where}${shape} = 1`,
      answer: await visitor.post(action, {
        ...rest,
        ...Object.fromEntries(bad.map((name) => [`${name}${shape}`, '1'])),
      }),
    }))
    const values = NASTY_VALUES.map((value) => async () => ({
      what: `${where} = ${JSON.stringify(value)} as JSON`,
      answer: await visitor.raw('POST', action, {
        body: JSON.stringify({ ...rest, ...each(value) }),
        headers: await jsonHeaders(visitor),
      }),
    }))
    return [texts, shapes, values]
  }

  async function jsonHeaders(visitor: Visitor): Promise<Record<string, string>> {
    return { 'content-type': 'application/json', 'x-csrf-token': await visitor.csrfToken() }
  }

  test('the pages offer forms enough to try', ({ assert }) => {
    assert.isAbove(found.pages.length, 20)
    assert.isAbove(found.forms.length, 20)
  })

  test('each field of each form', async ({ assert }) => {
    let sent = 0
    let turn = 0
    const forms = found.forms.filter(({ action }) => !LEFT_OUT.has(action))
    const { ms } = await timed(async () => {
      for (const form of forms) {
        const visitor = await signIn()
        const presses = Object.keys(form.fields).flatMap((name) => {
          const all = inFields(visitor, form, [name]).flat()
          return IS_LONG ? all : [all[turn++ % all.length]]
        })
        sent += await sendAll(form.action, presses)
      }
      for (const [nth, action] of notShown().entries()) {
        const visitor = await signIn()
        const kinds = inFields(visitor, { action, fields: {} }, names())
        sent += await sendAll(action, share(nth, kinds))
      }
    })
    figures('bad fields', { forms: forms.length, others: notShown().length, requests: sent, ms })
    assert.deepEqual(problems, [])
  }).timeout(MINUTES * 60_000)

  test('whole bodies of every wrong kind', async ({ assert }) => {
    let sent = 0
    for (const [index, pattern] of routes('POST').entries()) {
      const visitor = await signIn()
      const action = filled(pattern, '1')
      const token = await visitor.csrfToken()
      const presses = NASTY_BODIES.map(([type, body], nth) => async () => ({
        what: `${action} body ${nth} ${type}`,
        answer: await visitor.raw('POST', action, {
          body,
          headers: { 'content-type': type, 'x-csrf-token': token },
        }),
      }))
      // Bodies are read before any route sees them: half of them would say the same again.
      const halves = [0, 1].map((half) => presses.filter((_, nth) => nth % 2 === half))
      sent += await sendAll(action, share(index, halves))
    }
    figures('bad bodies', { requests: sent })
    assert.deepEqual(problems, [])
  }).timeout(60_000)

  test('each address with wrong ids and queries', async ({ assert }) => {
    const visitor = await signIn()
    const keys = new Set(
      found.pages.flatMap((page) => [...new URL(page, 'http://desk').searchParams.keys()])
    )
    for (const key of ['page', 'q', 'sort', 'before', 'after', 'tab', 'show', 'ask']) keys.add(key)
    let sent = 0
    for (const [index, pattern] of routes('GET').entries()) {
      const ids = pattern.includes(':') ? NASTY_IDS : []
      const plain = filled(pattern, '1')
      const asked = (value: (key: string) => string) => `${plain}?${[...keys].map(value).join('&')}`
      const kinds = [
        ids.map((id) => pattern.replace(/:\w+/g, id)),
        NASTY_TEXTS.slice(0, -1).map((text) =>
          asked((key) => `${key}=${encodeURIComponent(text)}`)
        ),
        NASTY_SHAPES.map((shape) => asked((key) => `${key}${shape}=1`)),
      ]
      const presses = share(index, kinds).map((path) => async () => ({
        what: `GET ${path.slice(0, 160)}`,
        answer: await visitor.get(path),
      }))
      sent += await sendAll(pattern, presses)
    }
    figures('bad addresses', { routes: routes('GET').length, requests: sent })
    assert.deepEqual(problems, [])
  }).timeout(60_000)
})

/** What of every kind a route gets in this run: another one for each route. */
function share<One>(nth: number, kinds: One[][]): One[] {
  if (IS_LONG) return kinds.flat()
  return kinds.filter((all) => all.length > 0).map((all) => all[nth % all.length])
}

function filled(pattern: string, value: string): string {
  return pattern.replace(':name', 'approve').replace(/:\w+/g, value)
}
