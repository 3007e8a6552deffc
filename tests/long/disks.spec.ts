import { join } from 'node:path'
import { test } from '@japa/runner'
import { LEFT_OUT } from '#services/backup/read_layout'
import { sha256 } from '#services/backup/backup_writer'
import { loadDemo } from '#services/demo/load_demo'
import { fingerprint, hashesBelow, makeFolder } from '#tests/support/backups'
import { s3Disk, useDisk } from '#tests/support/disks'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { runCommand } from '#tests/support/run_command'
import { S3Server } from '#tests/support/s3/server'

/** A desk in a bucket moves to a folder and from there to another bucket, by backup and restore, as an operator would. */
test.group('From one disk to another', (group) => {
  let store: S3Server
  let other: S3Server
  let folder: Awaited<ReturnType<typeof makeFolder>>
  const desks: FreshDatabase[] = []
  let before: Record<string, string>

  const inBucket = ({ objects }: S3Server, prefix = '') =>
    Object.fromEntries(
      [...objects]
        .filter(([key]) => key.startsWith(`${prefix}attachments/`))
        .map(([key, { body }]) => [key.slice(prefix.length), sha256(body)])
        .sort()
    )
  const run = async (words: string[], env: NodeJS.ProcessEnv) => {
    const { code, output } = await runCommand(words, env).ended
    if (code !== 0) throw new Error(output)
    return output
  }

  group.setup(async () => {
    store = await new S3Server().start()
    other = await new S3Server().start()
    folder = await makeFolder()
    for (let n = 0; n < 3; n += 1) desks.push(await makeFreshDatabase())
    const putBack = [await useDatabase(desks[0].url), useDisk(s3Disk(store))]
    await loadDemo({ tickets: 60 })
    for (const back of putBack.reverse()) await back()
    before = await fingerprint(desks[0].rows, LEFT_OUT)
    return async () => {
      await store.stop()
      await other.stop()
      await folder.remove()
      for (const desk of desks) await desk.drop()
    }
  })

  test('every row and every file comes along', async ({ assert }) => {
    const files = inBucket(store)
    assert.isAbove(Object.keys(files).length, 20)
    const first = join(folder.path, 'first.backup')
    const second = join(folder.path, 'second.backup')
    await run(['backup', first], { DATABASE_URL: desks[0].url, ...store.environment })

    const DATA_DIR = join(folder.path, 'elsewhere')
    const fs = { DATABASE_URL: desks[1].url, DATA_DIR, DRIVE_DISK: 'fs' }
    await run(['restore', first], fs)
    assert.deepEqual(await hashesBelow(join(DATA_DIR, 'files')), files)
    await run(['backup', second], fs)

    const prefix = { DRIVE_PREFIX: 'desk', DATA_DIR: join(folder.path, 'third') }
    const s3 = { DATABASE_URL: desks[2].url, ...other.environment, ...prefix }
    other.page = 7
    // The store fails now and then: nothing of it may be seen.
    let asked = 0
    other.fault = () => ((asked += 1) % 10 === 0 ? 'error' : null)
    await run(['restore', second], s3)
    assert.deepEqual(inBucket(other, 'desk/'), files)
    const after = await fingerprint(desks[2].rows, LEFT_OUT)
    for (const [table, print] of Object.entries(before)) {
      if (!['audit_events', 'backups'].includes(table)) assert.equal(after[table], print, table)
    }
  }).timeout(300_000)

  test('a bucket that holds files, or does not answer, is refused', async ({ assert }) => {
    const desk = await makeFreshDatabase()
    desks.push(desk)
    const backup = join(folder.path, 'first.backup')
    const s3 = { DATABASE_URL: desk.url, DATA_DIR: join(folder.path, 'fourth') }
    const full = runCommand(['restore', backup], { ...s3, ...store.environment })
    const refused = await full.ended
    assert.match(refused.output, /holds files already/)
    store.fault = () => 'denied'
    const away = runCommand(['restore', backup], { ...s3, ...store.environment })
    const silent = await away.ended
    assert.match(silent.output, /does not answer/)
    store.fault = () => null
    assert.isAbove(store.objects.size, 20)
  }).timeout(120_000)
})
