import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import sharp from 'sharp'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { withFiles } from '#tests/support/forms'
import { makeCast, type Cast } from '#tests/support/people'
import { S3Server } from '#tests/support/s3/server'
import { Processes } from '#tests/support/server_process'
import { beginTus, sendPart, tus } from '#tests/support/tus'
import { visit } from '#tests/support/visitor'

const MEGABYTE = 1024 * 1024
const SIZE = 50 * MEGABYTE
/** Megabytes above idle that a web process may take for one upload. */
const MOST = 60

/** What the process holds now, and the most it held since it was asked last, in megabytes. */
async function memoryOf(pid: number) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1024
  return { now: read('VmRSS'), most: read('VmHWM') }
}

const forgetPeak = (pid: number) => writeFile(`/proc/${pid}/clear_refs`, '5')

/** A film of that size, as far as anybody can see. */
function film(): Buffer {
  const bytes = randomBytes(SIZE)
  bytes.write('\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41', 0, 'latin1')
  return bytes
}

/** A picture of nearly that size, which nothing compresses. */
function photo(): Promise<Buffer> {
  const raw = { width: 4000, height: 4000, channels: 3 as const }
  return sharp(randomBytes(4000 * 4000 * 3), { raw })
    .png({ compressionLevel: 0 })
    .toBuffer()
}

/**
 * How much memory one upload takes in a web process: it has to stream, whatever it is and wherever it goes. Reads what Linux
 * tells of a process.
 */
test.group('The memory of one upload', (group) => {
  let desk: FreshDatabase
  let store: S3Server
  let processes: Processes
  let cast: Cast
  let putBack: () => Promise<void>

  group.setup(async () => {
    desk = await makeFreshDatabase()
    store = await new S3Server().start()
    processes = new Processes({ DATABASE_URL: desk.url })
    putBack = await useDatabase(desk.url)
    cast = await makeCast()
    return async () => {
      await putBack()
      await processes.endAll()
      await store.stop()
      await desk.drop()
    }
  })

  for (const disk of ['fs', 's3']) {
    test(`is less than ${MOST} MB above idle (${disk})`, async ({ assert }) => {
      const web = await processes.web(disk === 's3' ? store.environment : {})
      const maria = await visit(cast.maria, web.url)
      for (let page = 0; page < 5; page += 1) await maria.get('/tickets/new')
      const found: Record<string, number> = {}
      const measure = async (name: string, work: () => Promise<unknown>) => {
        await sleep(1000)
        await forgetPeak(web.pid)
        const idle = await memoryOf(web.pid)
        await work()
        const after = await memoryOf(web.pid)
        found[name] = Math.round(after.most - idle.now)
      }
      const upload = async (name: string, bytes: Buffer) => {
        const answer = await maria.post('/uploads', withFiles({}, [[name, bytes]]))
        assert.equal(answer.status, 201)
        return answer.json().id as number
      }
      const [moving, still] = [film(), await photo()]
      let id = 0
      await measure('note', () => upload('note.txt', Buffer.from('A note')))
      await measure('first film', async () => (id = await upload('film.mp4', moving)))
      await measure('second film', () => upload('film.mp4', moving))
      await measure('film in parts', async () => {
        const { address } = await beginTus(maria, 'film.mp4', SIZE)
        const sent = await sendPart(maria, address, 0, moving)
        assert.equal(sent.status, 204)
        const kept = await tus(maria, 'POST', `${address}/file`)
        assert.equal(kept.status, 201)
      })
      await measure('film looked at', () => maria.raw('GET', `/uploads/${id}`))
      await measure('picture', () => upload('photo.png', still))
      process.stdout.write(`  ${disk}, MB above idle: ${JSON.stringify(found)}\n`)
      for (const [what, megabytes] of Object.entries(found)) assert.isBelow(megabytes, MOST, what)
      await web.end()
    }).timeout(120_000)
  }
})
