import { createHash, randomBytes } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { CookieClient } from '@adonisjs/core/http'
import { SESSION_COOKIE } from '#services/accounts/session_guard'
import { addComment } from '#services/comments/add_comment'
import { collectGarbage, inspectable } from '#tests/support/collect_garbage'
import { figureOf, LiveClient } from '#tests/support/live'
import { figures, percentile } from '#tests/support/figures'
import { inLanes } from '#tests/support/creates'
import { openDesk, type LiveDesk } from '#tests/support/race'
import { ask } from '#tests/support/tickets'
import { until } from '#tests/support/until'

/** People of Marketing who see all its tickets, each with a session of his own. */
export async function makeCrowd({ database }: Pick<LiveDesk, 'database'>, size: number) {
  const tokens = Array.from({ length: size }, () => randomBytes(32).toString('base64url'))
  await database.rows(
    `with people as (
       insert into users (username, email, first_name, last_name, password, role, department_id, approved_at)
       select 'crowd' || n, 'crowd' || n || '@desk.test', 'Crowd', n::text, 'x', 'manager', d.id, now()
       from generate_series(1, $1::int) n, departments d where d.name = 'Marketing'
       returning id, last_name::int as nth)
     insert into sessions (token_hash, user_id, epoch, expires_at)
     select ($2::text[])[nth], id, 1, now() + interval '12 hours' from people`,
    [size, tokens.map((token) => createHash('sha256').update(token).digest('hex'))]
  )
  const signer = new CookieClient((await app.container.make('encryption')) as never)
  return tokens.map((token) => `${SESSION_COOKIE}=${signer.sign(SESSION_COOKIE, token)}`)
}

/** Opens one stream for each of them, spread over the web processes. */
export async function openCrowd({ webs }: Pick<LiveDesk, 'webs'>, cookies: string[]) {
  const clients: LiveClient[] = []
  await inLanes(cookies.length, 20, async (nth) => {
    const { url } = webs[nth % webs.length]
    const client = new LiveClient({ base: url, cookies: () => cookies[nth - 1] })
    clients.push(await client.opened())
  })
  return clients
}

/**
 * Opens so many streams, lets things happen and looks when each browser hears of them.
 * @returns milliseconds from before a change until 99 of 100 streams had it
 */
export async function measureCrowd(size: number, changes: number, webCount = 1) {
  const { port, env } = await inspectable()
  const desk = await openDesk(0)
  const webs = [await desk.processes.web(env)]
  while (webs.length < webCount) webs.push(await desk.processes.web())
  desk.webs.push(...webs)
  try {
    return await measure(desk, { size, changes, port })
  } finally {
    await desk.close()
  }
}

async function measure(
  desk: LiveDesk,
  { size, changes, port }: { size: number; changes: number; port: number }
) {
  const cookies = await makeCrowd(desk, size)
  const [{ url }] = desk.webs
  const ticket = await ask(desk.cast.maria)
  const memory = async () => {
    await collectGarbage(port)
    return {
      all: await figureOf('process_resident_memory_bytes', url),
      heap: await figureOf('nodejs_heap_size_used_bytes', url),
    }
  }
  await warmUp(url, cookies[0])
  const before = await memory()
  const began = performance.now()
  const clients = await openCrowd(desk, cookies)
  const opening = performance.now() - began
  const times: number[] = []
  for (let nth = 0; nth < changes; nth += 1) {
    const counts = clients.map((client) => client.tickets.length)
    const pressed = performance.now()
    await addComment(ticket.id, { body: `Word ${nth}` }, { by: desk.cast.maria, channel: 'web' })
    await until(
      () => clients.every((client, index) => client.tickets.length > counts[index]),
      'the change reaches all'
    )
    for (const [index, client] of clients.entries()) {
      times.push(client.all('ticket')[counts[index]].received - pressed)
    }
  }
  const after = await memory()
  const kilobytes = (bytes: number) => (bytes / 1024 / size) * desk.webs.length
  figures(`${size} live streams on ${desk.webs.length} web processes, ${changes} changes`, {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    most: Math.max(...times),
    opening,
    kilobytesEach: kilobytes(after.all - before.all),
    ofThemHeap: kilobytes(after.heap - before.heap),
  })
  for (const client of clients) client.close()
  return percentile(times, 0.99)
}

/** What is loaded with the first stream is no cost of a stream. */
async function warmUp(base: string, cookies: string) {
  for (let nth = 0; nth < 50; nth += 1) {
    const client = await new LiveClient({ base, cookies: () => cookies }).opened()
    client.close()
    await until(
      async () => (await figureOf('countersign_live_streams', base)) === 0,
      'it is closed'
    )
  }
}
