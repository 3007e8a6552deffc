import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { test } from '@japa/runner'
import type User from '#models/user'
import { askBackup } from '#services/backup/ask_backup'
import { checkAgain } from '#services/backup/check_again'
import { makeBackup } from '#services/backup/make_backup'
import { planBackup } from '#services/backup/plan_backup'
import { readBackup } from '#services/backup/read_backup'
import { runBackups } from '#services/backup/run_backups'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { makePerson } from '#tests/support/people'

test.group("The worker's backups", (group) => {
  let desk: FreshDatabase
  let admin: User

  group.setup(async () => {
    desk = await makeFreshDatabase()
    const putBack = await useDatabase(desk.url)
    admin = await makePerson({ role: 'admin' })
    return async () => {
      await putBack()
      await desk.drop()
    }
  })

  const listed = () => desk.rows('select * from backups order by id')
  const never = new AbortController().signal

  test('are made once and checked, whoever asks and however many workers there are', async ({
    assert,
  }) => {
    await askBackup({ by: admin, channel: 'web' })
    await assert.rejects(() => askBackup({ by: admin, channel: 'web' }), /waiting or being made/)
    await Promise.all([runBackups(never), runBackups(never), runBackups(never)])
    const [row, ...others] = await listed()
    assert.isEmpty(others)
    assert.include(row, { kind: 'asked', state: 'good', tries: 1, host: hostname() })
    assert.isNotNull(row.checked_at)
    assert.match(row.path, /backups\/countersign-\d{8}-\d{6}\.backup$/)
    const { bytes } = await readBackup(row.path)
    assert.equal(Number(row.bytes), bytes)
    const [event] = await desk.rows(`select * from audit_events where action = 'backup_made'`)
    assert.equal(event.subject_id, String(row.id))
  })

  test('of the schedule are one a moment; old ones go, and those of the command stay', async ({
    assert,
  }) => {
    await desk.rows(`update users set created_at = now() - interval '3 days'`)
    await desk.rows(
      `update backups set asked_at = now() - interval '3 days', began_at = now() - interval '3 days'`
    )
    await desk.rows(
      `insert into settings (key, value, updated_at) values ('backupKeepLast', '1', now())`
    )
    await desk.rows(`insert into backups (kind, state, path, host, asked_at)
      values ('command', 'good', '/nowhere/mine.backup', '${hostname()}', now() - interval '9 days')`)
    await Promise.all([planBackup(), planBackup(), planBackup()])
    await planBackup()
    const all = await listed()
    const waiting = all.filter(({ state }) => state === 'waiting')
    assert.lengthOf(waiting, 1)
    assert.match(waiting[0].occurrence, /^\d{4}-\d\d-\d\d 03:00$/)
    const { forgetSettings } = await import('#services/settings/read_settings')
    forgetSettings()
    await runBackups(never)
    const rows = await listed()
    assert.deepEqual(
      rows.map(({ kind, state }) => `${kind} ${state}`),
      ['asked removed', 'command good', 'scheduled good']
    )
    await assert.rejects(() => readFile(rows[0].path), /ENOENT/)
  })

  test('are given back by a worker that is stopped', async ({ assert }) => {
    await desk.rows(`delete from backups`)
    await askBackup({ by: admin, channel: 'web' })
    const [{ id }] = await listed()
    await makeBackup({ id, kind: 'asked' }, AbortSignal.abort())
    const [row] = await listed()
    assert.include(row, { state: 'waiting', error: null })
  })

  test('that a process died over are taken up again, and given up in the end', async ({
    assert,
  }) => {
    await desk.rows(`delete from backups`)
    await desk.rows(`insert into backups (kind, state, tries, asked_at) values
      ('asked', 'running', 1, now()), ('scheduled', 'running', 3, now()), ('command', 'running', 1, now())`)
    const stopped = AbortSignal.abort()
    await runBackups(stopped)
    const rows = await listed()
    assert.deepEqual(
      rows.map(({ state, error }) => `${state} ${error?.key ?? ''}`.trim()),
      ['waiting', 'failed died', 'failed died']
    )
    await runBackups(never)
    const [first] = await listed()
    assert.equal(first.state, 'good')
  })

  test('that a process died over right before it could say so are found, and nothing of others', async ({
    assert,
  }) => {
    const [{ path, bytes }] = await listed()
    const broken = join(dirname(path), 'countersign-broken.backup')
    const unfinished = join(dirname(path), 'countersign-mine.backup')
    const foreign = join(dirname(path), 'countersign-theirs.backup.part')
    const damaged = await readFile(path)
    await writeFile(broken, damaged.fill(7, 2_000, 2_100))
    for (const part of [`${unfinished}.part`, foreign]) await writeFile(part, 'half of it')
    const killed = (kind: string, file: string) =>
      desk.rows(`insert into backups (kind, state, tries, path, host, asked_at, began_at)
        values ('${kind}', 'running', 3, '${file}', 'x', now(), now() - interval '1 hour')`)
    await desk.rows('delete from backups')
    for (const file of [path, broken, unfinished]) await killed('asked', file)
    await runBackups(AbortSignal.abort())
    const untouched = await listed()
    assert.isTrue(untouched.every(({ state }) => state === 'running'))
    await runBackups(never)
    const [whole, ...others] = await listed()
    assert.include(whole, { state: 'good', path, bytes, host: hostname(), error: null })
    assert.isNotNull(whole.checked_at)
    for (const row of others) assert.include(row, { state: 'failed', path: null })
    const left = await readdir(dirname(path))
    assert.include(left, basename(foreign))
    assert.notIncludeMembers(left, [basename(broken), `${basename(unfinished)}.part`])
    await rm(foreign)
  })

  test('are not checked any further once the worker is stopped', async ({ assert }) => {
    const [{ path }] = await listed()
    await assert.rejects(() => checkAgain(path, AbortSignal.abort()), /was stopped/)
    let asked = 0
    const soon = {
      get aborted() {
        return ++asked > 2
      },
    } as AbortSignal
    await assert.rejects(() => checkAgain(path, soon), /was stopped/)
    assert.equal(asked, 3)
  })
})
