import { randomInt } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { bringSchemaTo, knownMigrations } from '#services/backup/bring_schema_to'
import { connectAlone } from '#services/backup/connect_alone'
import { readBackup } from '#services/backup/read_backup'
import { LEFT_OUT } from '#services/backup/read_layout'
import { writeBackup } from '#services/backup/write_backup'
import { loadDemo } from '#services/demo/load_demo'
import { fingerprint, hashesBelow, makeFolder } from '#tests/support/backups'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { runCommand } from '#tests/support/run_command'

const KILLS = 12
const FLIPS = 400

/** A desk with a history, killed at any moment of its backup and of its restore, and every byte of the file in doubt. */
test.group('Backup and restore, for long', (group) => {
  let source: FreshDatabase
  let target: FreshDatabase
  let folder: Awaited<ReturnType<typeof makeFolder>>
  let path: string
  let before: Record<string, string>

  group.setup(async () => {
    folder = await makeFolder()
    source = await makeFreshDatabase()
    target = await makeFreshDatabase()
    const putBack = await useDatabase(source.url)
    await loadDemo({ tickets: 60 })
    await putBack()
    before = await fingerprint(source.rows, LEFT_OUT)
    return async () => {
      await source.drop()
      await target.drop()
      await folder.remove()
    }
  })

  const here = () => ({ DATABASE_URL: source.url })
  const backups = async () => {
    const names = await readdir(join(folder.path, 'backups')).catch(() => [])
    return names.filter((name) => name.endsWith('.backup'))
  }

  test('a killed backup leaves nothing that looks whole', async ({ assert }) => {
    for (let n = 0; n < KILLS; n += 1) {
      const wanted = join(folder.path, 'backups', `countersign-${n}.backup`)
      const command = runCommand(['backup', wanted], here())
      await Promise.race([command.ended, sleep(randomInt(500, 3_000))])
      command.kill('SIGKILL')
      await command.ended
      for (const name of await backups()) await readBackup(join(folder.path, 'backups', name))
    }
    path = join(folder.path, 'desk.backup')
    const { code, output } = await runCommand(['backup', path], here()).ended
    assert.equal(code, 0, output)
    const left = await readdir(join(folder.path, 'backups')).catch(() => [])
    assert.isAtMost(left.filter((name) => name.endsWith('.part')).length, KILLS)
  }).timeout(300_000)

  test('any flipped bit and any cut is found', async ({ assert }) => {
    const bytes = await readFile(path)
    const broken = join(folder.path, 'broken.backup')
    for (let n = 0; n < FLIPS; n += 1) {
      const place = randomInt(bytes.length)
      const bit = 1 << randomInt(8)
      bytes[place] ^= bit
      const isCut = n % 4 === 0
      await writeFile(broken, isCut ? bytes.subarray(0, place) : bytes)
      bytes[place] ^= bit
      await assert.rejects(() => readBackup(broken), /damaged|newer|not a backup/)
    }
  }).timeout(600_000)

  test('a restore that is killed again and again comes to its end', async ({ assert }) => {
    const place = { DATABASE_URL: target.url, DATA_DIR: join(folder.path, 'elsewhere') }
    let isWhole = false
    for (let n = 0; n < KILLS && !isWhole; n += 1) {
      const command = runCommand(['restore', path], place)
      await Promise.race([command.ended, sleep(randomInt(1_000, 4_000))])
      command.kill('SIGKILL')
      const { code } = await command.ended
      isWhole = code === 0
      const [{ people }] = await target
        .rows('select count(*)::int as people from users')
        .catch(() => [{ people: 0 }])
      if (people > 0) break
    }
    if (!isWhole) {
      const { code, output } = await runCommand(['restore', path], place).ended
      const [{ people }] = await target.rows('select count(*)::int as people from users')
      assert.isTrue(code === 0 || (people > 0 && /in use/.test(output)), output)
    }
    const prepared = await runCommand(['desk:prepare'], place).ended
    assert.equal(prepared.code, 0, prepared.output)
    const after = await fingerprint(target.rows, LEFT_OUT)
    for (const [table, print] of Object.entries(after)) {
      if (table !== 'audit_events') assert.equal(print, before[table], table)
    }
    const files = await hashesBelow(join(place.DATA_DIR, 'files'))
    const known = await source.rows('select drive_key, sha256 from attachments')
    for (const { drive_key: key, sha256 } of known) assert.equal(files[key], sha256, key)
  }).timeout(600_000)

  test('a backup of a desk before texts stood apart is brought up to this version', async ({
    assert,
  }) => {
    const admin = await makeFreshDatabase()
    const old = admin.url.replace(/fresh_/, 'older_')
    const name = /\/(older_[^?]+)/.exec(old)![1]
    await admin.rows(`create database "${name}"`)
    const putBack = await useDatabase(old)
    const client = await connectAlone('older')
    try {
      const known = await knownMigrations()
      const before1301 = known.filter((one) => one < 'database/migrations/1301')
      await bringSchemaTo(client, before1301)
      await client.query(`
        insert into departments (name) values ('Marketing');
        insert into users (username, email, first_name, last_name, password, department_id, approved_at)
          values ('old', 'old@desk.test', 'Old', 'Hand', 'x', 1, now());
        insert into activities (ticket_id, actor_id, action, channel, changes, details, created_at)
          values (7, 1, 'edited', 'web', '[{"field": "title", "before": "one", "after": "two"}]', '{"note": "why"}', now())`)
      const file = join(folder.path, 'older.backup')
      const { head } = await writeBackup(file)
      assert.lengthOf(head.migrations, before1301.length)
      const place = { DATABASE_URL: admin.url, DATA_DIR: join(folder.path, 'older') }
      const { code, output } = await runCommand(['restore', file], place).ended
      assert.equal(code, 0, output)
      const [row] = await admin.rows(
        `select (select changes ->> 0 from activities) as bare, (select details ->> 'note' from activity_texts) as note,
           (select count(*)::int from adonis_schema) as migrations, (select username from users) as person`
      )
      assert.include(row, { note: 'why', migrations: known.length, person: 'old' })
      assert.notInclude(row.bare, 'two')
    } finally {
      await client.end()
      await putBack()
      await source.rows(`drop database "${name}" with (force)`)
      await admin.drop()
    }
  }).timeout(120_000)
})
