/**
 * `npm run bench:pages`: signs in as each kind of viewer of a bench database (npm run bench:data) and measures whole
 * pages with one client: half of the answers, 95 of 100, queries, and weight plain and compressed. Bounded: a page is
 * asked `--rounds` times (20), and a slow one is given up after `--seconds` (10).
 *
 *   node tests/bench/pages.ts --url=http://localhost:3333 --password=… [--only=list] [--rounds=20]
 */
import { brotliCompressSync, constants } from 'node:zlib'

const option = (name: string, fallback: string) =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback

const URL_BASE = option('url', 'http://localhost:3333')
const PASSWORD = option('password', '')
const ROUNDS = Number(option('rounds', '20'))
const SECONDS = Number(option('seconds', '10'))
const ONLY = option('only', '')
const LIMIT = Number(option('limit', '100'))

const VIEWERS = [
  'admin',
  'creative_manager',
  'manager',
  'creative',
  'it_manager',
  'agent',
  'member',
  'few',
  'none',
]

const LISTS = [
  ...['open', 'waiting', 'assigned', 'mine', 'overdue', 'watching', 'all'].map(
    (tab) => `tab=${tab}`
  ),
  ...['oldest', 'deadline', 'priority', 'updated', 'status'].map((sort) => `tab=all&sort=${sort}`),
  ...['oldest', 'deadline', 'priority', 'updated', 'status'].map((sort) => `tab=open&sort=${sort}`),
  ...['requested', 'pending_creative', 'approved', 'in_progress', 'completed', 'rejected'].map(
    (status) => `tab=all&status=${status}`
  ),
  ...['open', 'pending_user', 'on_hold', 'resolved', 'closed'].map(
    (status) => `tab=all&status=${status}`
  ),
  'tab=all&status=rejected&sort=deadline',
  'tab=all&status=closed&sort=deadline',
  'tab=all&status=pending_user&sort=priority',
  'tab=all&type=9',
  'tab=all&type=12&priority=urgent&status=closed',
  'tab=all&type=7',
  'tab=all&type=7&priority=urgent',
  'tab=all&type=7&priority=urgent&status=rejected',
  'tab=all&priority=urgent&sort=updated',
  'tab=all&department=2',
  'tab=all&department=6&sort=priority',
  'tab=all&requester=100',
  'tab=all&assignee=20',
  'tab=all&assignee=none',
  'tab=all&product=3',
  'tab=all&product=9&sort=deadline',
  'tab=all&from=2025-03-01&to=2025-03-31',
  'tab=all&to=2025-01-31&sort=updated',
  'tab=all&overdue=1',
  'tab=all&mine=1',
  'q=banner',
  'q=%23150000',
  'q=150000',
  'q=peña+muñoz',
  'q=pena+countdown+juan',
  'q=a',
  'q=xyzzy',
  'q=sweldo&sort=deadline',
  'q=invoice+wrong',
  'q=year&status=rejected',
  'tab=all&page=40',
  'tab=all&page=40&size=100',
  'tab=all&page=40&sort=priority',
  'tab=all&page=20&department=2',
  'tab=all&view=cards',
  ...['done', 'late_done', 'reopened', 'rated', 'with_output'].map((is) => `tab=all&is=${is}`),
  'tab=all&counted=1&is=done',
  'tab=all&counted=1&is=revised&from=2026-10-01',
  'tab=all&counted=1&is=with_output&is=video',
  'tab=all&counted=1&done_from=2026-11-01',
]
const PAGES = [
  '/',
  '/approvals',
  '/approvals?tab=open',
  '/notifications',
  '/tickets/filters',
  '/tickets/new',
  '/me/counts',
  '/trash',
  ...['', '?kind=decisions', '?kind=talk&workflow=support', '?kind=decisions&workflow=support'].map(
    (query) => `/activity${query}`
  ),
]
/** Reports of a day, a month, a quarter, a year and everything; they may take three times as long as other pages. */
const RANGES = [
  ...['range=today', '', 'range=quarter'],
  `from=${daysAgo(364)}&to=${daysAgo(0)}`,
  `from=${daysAgo(729)}&to=${daysAgo(0)}`,
]
const REPORTS = ['', '/team', '/breakdowns', '/trends', '/approvals', '/support'].flatMap((tab) =>
  RANGES.map((range) => `/analytics${tab}?${range}`)
)
/** Only for people who have one. */
const QUEUES = ['', ...['mine', 'waiting', 'overdue', 'open'].map((tab) => `?tab=${tab}`)]
const ADMIN = [
  ...['', '/request-types', '/deadline-rules', '/departments', '/audit', '/backups'].map(
    (path) => `/admin${path}`
  ),
]
/** A ticket of each desk in these statuses is opened. */
const OPENED = ['completed', 'in_progress', 'pending_user', 'closed']

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

/** How long a page may take, in milliseconds. */
const limitOf = (path: string) => (path.startsWith('/analytics') ? 3 * LIMIT : LIMIT)

interface Result {
  viewer: string
  path: string
  status: number
  half: number
  most: number
  queries: string
  plain: number
  packed: number
}

async function signIn(name: string) {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const response = await fetch(URL_BASE + path, {
      redirect: 'manual',
      ...init,
      headers: { cookie, ...init.headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return { response, text: await response.text() }
  }
  const { text } = await send('/login')
  const token = text.match(/csrf-token" content="([^"]+)/)?.[1] ?? ''
  const { response } = await send('/login', {
    method: 'POST',
    headers: { origin: new URL(URL_BASE).origin },
    body: new URLSearchParams({ name: `bench.${name}`, password: PASSWORD, _csrf: token }),
  })
  if (response.status !== 302)
    throw new Error(`bench.${name} could not sign in: ${response.status}`)
  return send
}

async function measure(send: Awaited<ReturnType<typeof signIn>>, viewer: string, path: string) {
  const times: number[] = []
  const startedAt = performance.now()
  let last = await send(path)
  for (
    let round = 0;
    round < ROUNDS && performance.now() - startedAt < SECONDS * 1000;
    round += 1
  ) {
    const before = performance.now()
    last = await send(path)
    times.push(performance.now() - before)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const timing = last.response.headers.get('server-timing') ?? ''
  return {
    viewer,
    path,
    status: last.response.status,
    half: at(0.5),
    most: at(0.95),
    queries: /"(\d+) queries"/.exec(timing)?.[1] ?? '?',
    plain: Buffer.byteLength(last.text),
    packed: brotliCompressSync(last.text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      .length,
  } satisfies Result
}

function lineOf(result: Result) {
  const mark =
    result.status >= 400
      ? `  STATUS ${result.status}`
      : result.most > limitOf(result.path)
        ? '  SLOW'
        : ''
  return (
    [
      result.viewer.padEnd(17),
      result.path.slice(0, 58).padEnd(58),
      result.half.toFixed(0).padStart(5),
      result.most.toFixed(0).padStart(6),
      result.queries.padStart(4),
      `${(result.plain / 1024).toFixed(0)} kB`.padStart(8),
      `${(result.packed / 1024).toFixed(1)} kB`.padStart(9),
    ].join(' ') + mark
  )
}

const say = (text: string) => process.stdout.write(`${text}\n`)
const results: Result[] = []
say(`${'viewer'.padEnd(17)} ${'page'.padEnd(58)}   p50    p95  sql    plain   brotli`)
for (const viewer of VIEWERS) {
  const send = await signIn(viewer)
  const list = await send('/tickets?tab=all')
  const tickets = new Set<string>()
  for (const filter of ['', ...OPENED.map((status) => `&status=${status}`)]) {
    const { text } = await send(`/tickets?tab=all${filter}`)
    const [, path] = /href="(\/tickets\/\d+)"/.exec(text) ?? []
    if (path) tickets.add(path)
  }
  const last = await send('/tickets?tab=all&page=40')
  const next = last.text.includes('rel="next"')
    ? `/tickets?tab=all&after=${/href="\/tickets\/(\d+)"/.exec(list.text)?.[1]}`
    : null
  const paths = [
    ...LISTS.map((query) => `/tickets?${query}`),
    ...(next ? [next] : []),
    ...PAGES,
    '/workload',
    ...REPORTS,
    ...(list.text.includes('href="/queue"') ? QUEUES.map((query) => `/queue${query}`) : []),
    ...(viewer === 'admin' ? ADMIN : []),
    ...tickets,
    ...[...tickets].map((path) => `${path}/history`),
  ].filter((path) => path.includes(ONLY))
  for (const path of paths) {
    const result = await measure(send, viewer, path)
    results.push(result)
    say(lineOf(result))
  }
}
const bad = results.filter(({ most, status, path }) => most > limitOf(path) || status >= 400)
say(
  `\n${results.length} pages, ${bad.length} over their limit (${LIMIT} ms, reports ${3 * LIMIT}) or refused`
)
for (const result of bad.sort((a, b) => b.most - a.most).slice(0, 40)) say(lineOf(result))
process.exitCode = bad.length > 0 ? 1 : 0
