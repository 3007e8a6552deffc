import { randomBytes } from 'node:crypto'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import type User from '#models/user'
import type Attachment from '#models/attachment'
import type Ticket from '#models/ticket'
import { sealAudit } from '#services/audit/seal_audit'
import { verifyAudit } from '#services/audit/verify_audit'
import { sha256, type Sink } from '#services/backup/backup_writer'
import { LEFT_OUT } from '#services/backup/read_layout'
import { restoreBackup } from '#services/backup/restore_backup'
import { unfinishedRestore } from '#services/backup/unfinished_restore'
import { writeBackup } from '#services/backup/write_backup'
import { discardStaged } from '#services/files/discard_staged'
import { stageFile } from '#services/files/stage_file'
import { recordAudit } from '#services/activity/record_audit'
import db from '@adonisjs/lucid/services/db'
import { fingerprint, hashesBelow, makeFolder } from '#tests/support/backups'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { makeCast, PASSWORD, type Cast } from '#tests/support/people'
import { ask, move } from '#tests/support/tickets'
import { runCommand } from '#tests/support/run_command'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'

/** The newest migration: without it the desk is one of the version before. */
const NEWEST = 'database/migrations/1370_backups'

/** Indexes, constraints and triggers, as the database writes them. */
const SHAPE = `
  select indexdef as it from pg_indexes where schemaname = 'public'
  union all select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    from pg_constraint where connamespace = 'public'::regnamespace
  union all select tgenabled::text || ' ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
  order by 1`

/**
 * The drill: a backup that is made while people work comes back on a machine that never ran the product, row by row and
 * file by file. The desk that is backed up is one of the version before.
 */
test.group('Backup and restore', (group) => {
  let source: FreshDatabase
  let target: FreshDatabase
  let folder: Awaited<ReturnType<typeof makeFolder>>
  let putBack: () => Promise<void>
  let cast: Cast
  let path: string
  let place: { DATABASE_URL: string; DATA_DIR: string }
  let staged: Attachment[]
  let ticket: Ticket
  let before: Record<string, string>
  let shape: unknown[]

  group.setup(async () => {
    folder = await makeFolder()
    source = await makeFreshDatabase()
    target = await makeFreshDatabase()
    shape = await target.rows(SHAPE)
    putBack = await useDatabase(source.url)
    cast = await makeCast()
    path = join(folder.path, 'desk.backup')
    place = { DATABASE_URL: target.url, DATA_DIR: join(folder.path, 'elsewhere') }
    return async () => {
      await putBack()
      await source.drop()
      await target.drop()
      await folder.remove()
    }
  })

  async function stage(by: User, name: string, bytes = 70_000) {
    const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(bytes)])
    const uploaded = join(folder.path, name)
    await writeFile(uploaded, content)
    const file = { name, path: uploaded, bytes: content.length, sha256: sha256(content) }
    return stageFile({ ...file, isTooBig: false, isTooMany: false }, by)
  }

  test('takes what there was at one moment, while people work', async ({ assert }) => {
    staged = [await stage(cast.maria, 'a.pdf'), await stage(cast.maria, 'b.pdf')]
    const vanishing = await stage(cast.maria, 'c.pdf')
    const lost = await stage(cast.maria, 'd.pdf')
    await drive.use().delete(lost.driveKey)
    ticket = await ask(cast.maria, { title: 'Ümläute\t"and" \\ tabs\\N' })
    await move(cast.ana, ticket, 'approve')
    await sealAudit()
    await recordAudit(db.connection(), { action: 'tried', subjectType: 'test' })
    await source.rows(`drop table backups`)
    await source.rows(`delete from adonis_schema where name = '${NEWEST}'`)
    let working: Promise<unknown> | undefined
    const people = async (bytes: Buffer, write: (bytes: Buffer) => Promise<void>) => {
      // With the first byte the snapshot stands; from here on people work.
      if (!working) {
        before = await fingerprint(source.rows, LEFT_OUT)
        await discardStaged(vanishing.id, cast.maria)
        await ask(cast.maria)
        working = Promise.all(Array.from({ length: 10 }, () => ask(cast.maria)))
      }
      await write(bytes)
    }
    const through = (sink: Sink): Sink => ({ write: (bytes) => people(bytes, sink.write) })
    const { sums } = await writeBackup(path, { through })
    await working
    assert.sameDeepMembers(sums.missing, [
      { key: vanishing.driveKey, why: 'removed' },
      { key: lost.driveKey, why: 'lost' },
    ])
    const now = await fingerprint(source.rows, LEFT_OUT)
    assert.equal(sums.tables.tickets, 1)
    assert.match(now.tickets, /^12 /)
  })

  test('says so where a restore was killed', async ({ assert }) => {
    const stuck = new pg.Client(target.url)
    await stuck.connect()
    await stuck.query('begin; lock table tickets in access share mode')
    const broken = runCommand(['restore', path], place)
    const hasBegun = async () => {
      const [row] = await target.rows(`select to_regclass('countersign_restore.unfinished') as it`)
      return row.it
    }
    await until(hasBegun, 'the restore has begun')
    broken.kill('SIGKILL')
    await broken.ended
    await useDatabase(target.url)
    assert.match((await unfinishedRestore())!, /desk\.backup began here .* did not come to its end/)
    await useDatabase(source.url)
    await stuck.end()
  })

  test('brings everything back elsewhere, on a newer version', async ({ assert }) => {
    const restored = await runCommand(['restore', path], place).ended
    assert.equal(restored.code, 0, restored.output)
    assert.deepEqual(await fingerprint(target.rows, LEFT_OUT), before)
    assert.deepEqual(await target.rows(SHAPE), shape)
    const kept = await hashesBelow(join(place.DATA_DIR, 'files'))
    assert.deepEqual(kept, Object.fromEntries(staged.map((file) => [file.driveKey, file.sha256])))
    const [{ migrated, next }] = await target.rows(
      `select (select count(*)::int from adonis_schema where name = '${NEWEST}') as migrated,
         nextval(pg_get_serial_sequence('attachments', 'id'))::int as next`
    )
    assert.equal(migrated, 1)
    assert.isAbove(next, Math.max(...staged.map(({ id }) => id)) + 2)
    await assert.rejects(() => target.rows(`update audit_events set action = 'x'`), /append-only/)
    await assert.rejects(() => target.rows(`truncate activities`), /append-only/)
    await assert.rejects(() => target.rows(`update tickets set requester_id = 99999`), /foreign/)
  }).timeout(60_000)

  test('is a desk that works: the audit holds and goes on, people sign in', async ({ assert }) => {
    await useDatabase(target.url)
    assert.isNull(await unfinishedRestore())
    // Events wait for every older transaction of the server, and other tests have some: those that need not must be sealed.
    const areSealed = async () => {
      while ((await sealAudit()) > 0);
      const left = await target.rows(
        `select id from audit_events e where not exists (select 1 from audit_seals where event_id = e.id)
         and e.transaction < pg_snapshot_xmin(pg_current_snapshot())`
      )
      return left.length === 0
    }
    await until(areSealed, 'no event is left out')
    const verdict = JSON.stringify(await verifyAudit())
    assert.notMatch(verdict, /"kind"|"brokenEventId":\d/)
    const maria = new Visitor()
    await maria.signIn(cast.maria, PASSWORD)
    const page = await maria.get(`/tickets/${ticket.id}`)
    assert.equal(page.status, 200)
    assert.include(page.text, 'Ümläute')
    await useDatabase(source.url)
  })

  test("restores over nobody's work", async ({ assert }) => {
    await assert.rejects(() => restoreBackup(path), /in use: it has \d+ people and \d+ tickets/)
    const bytes = await readFile(path)
    bytes[Math.floor(bytes.length / 2)] ^= 4
    await writeFile(join(folder.path, 'flipped.backup'), bytes)
    await assert.rejects(() => restoreBackup(join(folder.path, 'flipped.backup')), /damaged/)
    await assert.rejects(() => restoreBackup(join(folder.path, 'none.backup')), /not a file/)
  })

  test('leaves nothing that looks whole when the disk fills up, and says so', async ({
    assert,
  }) => {
    const broken = join(folder.path, 'full', 'countersign-1.backup')
    const whole = join(folder.path, 'full', 'countersign-2.backup')
    for (const room of [0, 5_000, 100_000]) {
      let left = room
      const full = () => ({
        write: async (bytes: Buffer) => {
          left -= bytes.length
          if (left < 0) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
        },
      })
      await assert.rejects(() => writeBackup(broken, { through: full }), /The disk is full/)
      assert.deepEqual(await readdir(join(folder.path, 'full')), [])
    }
    await writeBackup(whole)
    assert.deepEqual(await readdir(join(folder.path, 'full')), ['countersign-2.backup'])
    await assert.rejects(() => writeBackup(whole), /there already/)
  })
})
