import { mkdir, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { backupFolder } from '#services/backup/default_path'
import { keepBackups } from '#services/backup/keep_backups'
import { openBackup } from '#services/backup/open_backup'
import { askBackup } from '#services/backup/ask_backup'
import { forgetSettings } from '#services/settings/read_settings'
import { makePerson } from '#tests/support/people'
import { Visitor } from '#tests/support/visitor'

test.group('Backups, for admins', (group) => {
  let admin: User
  let visitor: Visitor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    forgetSettings()
    admin = await makePerson({ role: 'admin', firstName: 'Olga' })
    visitor = new Visitor()
    await visitor.signIn(admin)
  })

  const audited = (action: string) => db.from('audit_events').where({ action }).orderBy('id')

  const textOf = async (path: string) => {
    const { text } = await visitor.get(path)
    return text
  }

  /** What a form there is answered. */
  const statusOf = async (by: Visitor, path: string) => {
    const { status } = await by.post(path)
    return status
  }

  async function insert(row: Record<string, unknown>): Promise<number> {
    const now = new Date()
    const standard = {
      kind: 'scheduled',
      state: 'good',
      host: hostname(),
      asked_at: now,
      began_at: now,
    }
    const [{ id }] = await db
      .table('backups')
      .insert({ ...standard, ...row })
      .returning('id')
    return id
  }

  async function insertFile(content: string): Promise<number> {
    const path = join(backupFolder(), 'countersign-20261121-030000.backup')
    await mkdir(backupFolder(), { recursive: true })
    await writeFile(path, content)
    return insert({ path, bytes: content.length })
  }

  test('one is asked for once, and the worker makes it', async ({ assert }) => {
    assert.include(await textOf('/admin/backups'), 'No backup yet')
    const answer = await visitor.post('/admin/backups')
    assert.equal(answer.location, '/admin/backups')
    const rows = await db.from('backups')
    assert.lengthOf(rows, 1)
    assert.include(rows[0], { kind: 'asked', state: 'waiting', asked_by: admin.id })
    assert.lengthOf(await audited('backup_asked'), 1)
    const page = await visitor.get('/admin/backups')
    assert.include(page.text, 'asked for by Olga')
    const part = await visitor.get('/admin/backups', { 'hx-request': 'true' })
    assert.match(part.text, /^<div[^>]*hx-trigger="every 3s"/)
    assert.equal(await statusOf(visitor, '/admin/backups'), 409)
    assert.lengthOf(await db.from('backups'), 1)
  })

  test('the list tells what came of each', async ({ assert }) => {
    await insertFile('x'.repeat(2_500_000))
    await insert({
      state: 'failed',
      error: JSON.stringify({ key: 'disk_full', params: { path: '/srv/b' } }),
    })
    await insert({ path: '/elsewhere/b.backup', host: 'other', bytes: 3e9, missing: 2 })
    await insert({ path: '/gone/b.backup', bytes: 5 })
    const { text } = await visitor.get('/admin/backups')
    for (const words of [
      '2.5\u00A0MB',
      'The disk is full: /srv/b',
      'on other',
      '3\u00A0GB',
      '2 files were missing',
      'Moved away',
    ]) {
      assert.include(text, words)
    }
    assert.equal(text.match(/\/download"/g)?.length, 1)
    assert.include(text, 'Every day at 03:00')
  })

  test('a download is a file, and is audited', async ({ assert }) => {
    const id = await insertFile('the backup')
    const answer = await visitor.post(`/admin/backups/${id}/download`)
    assert.equal(answer.status, 200)
    assert.equal(answer.text, 'the backup')
    assert.include(answer.headers.get('content-disposition')!, 'countersign-20261121-030000.backup')
    const [event] = await audited('backup_downloaded')
    assert.include(event, { actor_id: admin.id, subject_id: String(id) })
    await rm(join(backupFolder(), 'countersign-20261121-030000.backup'))
    assert.equal(await statusOf(visitor, `/admin/backups/${id}/download`), 409)
  })

  test("they stay one's own when the machine gets another name, as a container does", async ({
    assert,
  }) => {
    const id = await insertFile('the backup')
    const old = { host: 'before', asked_at: daysAgo(80) }
    await db.from('backups').where({ id }).update(old)
    assert.include(await textOf('/admin/backups'), `/admin/backups/${id}/download`)
    assert.equal(await statusOf(visitor, `/admin/backups/${id}/download`), 200)
    const elsewhere = await insert({ ...old, path: '/x/b.backup', bytes: 5 })
    for (let made = 0; made < 20; made += 1) await insert({ path: '/gone/b.backup' })
    await keepBackups()
    const states = await db.from('backups').whereIn('id', [id, elsewhere]).orderBy('id')
    assert.deepEqual(
      states.map(({ state }) => state),
      ['removed', 'good']
    )
  })

  test('what is not here, not whole or no number is not given out', async ({ assert }) => {
    const ids = [
      await insert({ state: 'failed' }),
      await insert({ kind: 'command', path: '/etc/passwd', bytes: 5 }),
      2_147_483_647,
      99_999_999_999,
    ]
    for (const id of [...ids, 'x', '1e3', '-1']) {
      assert.equal(await statusOf(visitor, `/admin/backups/${id}/download`), 404, `${id}`)
    }
    const elsewhere = await insert({ path: '/x/b.backup', host: 'other', bytes: 5 })
    const answer = await visitor.post(`/admin/backups/${elsewhere}/download`)
    assert.equal(answer.status, 409)
    assert.include(answer.text, 'lies on the machine other')
    assert.isEmpty(await audited('backup_downloaded'))
  })

  test('nobody else sees, asks or fetches', async ({ assert }) => {
    const id = await insertFile('the backup')
    const manager = await makePerson({ role: 'manager' })
    const other = new Visitor()
    await other.signIn(manager)
    const page = await other.get('/admin/backups')
    assert.equal(page.status, 403)
    assert.equal(await statusOf(other, '/admin/backups'), 403)
    assert.equal(await statusOf(other, `/admin/backups/${id}/download`), 403)
    const stranger = await new Visitor().get('/admin/backups')
    assert.equal(stranger.status, 302)
    const actor = { by: manager, channel: 'web' as const }
    await assert.rejects(() => askBackup(actor), /admin/i)
    await assert.rejects(() => openBackup(id, actor), /admin/i)
    assert.lengthOf(await db.from('backups'), 1)
  })

  test('the schedule is a setting', async ({ assert }) => {
    const page = await visitor.get('/admin/settings')
    const fields = Object.fromEntries(
      ['fileMegabytes', 'filesPerTicket', 'confirmAfterDays', 'closeAfterDays', 'trashDays'].map(
        (name) => [
          name,
          new RegExp(`name="${name}"[^>]*value="(\\d+)"|value="(\\d+)"[^>]*name="${name}"`)
            .exec(page.text)
            ?.slice(1)
            .find(Boolean) ?? '5',
        ]
      )
    )
    const schedule = {
      backupEveryHours: 6,
      backupAt: '01:30',
      backupKeepLast: 4,
      backupKeepDays: 30,
    }
    const saved = await visitor.post('/admin/settings', { ...fields, ...schedule })
    assert.equal(saved.status, 302)
    const [event] = await audited('settings_changed')
    assert.includeDeepMembers(event.changes, [
      { field: 'backupEveryHours', before: '24', after: '6' },
    ])
    assert.include(await textOf('/admin/backups'), 'Every 6 hours, counted from 01:30')
    for (const wrong of [
      { backupEveryHours: 5 },
      { backupAt: '25:00' },
      { backupAt: 'x' },
      { backupKeepLast: 0 },
    ]) {
      const answer = await visitor.post('/admin/settings', { ...fields, ...schedule, ...wrong })
      assert.equal(answer.status, 422, JSON.stringify(wrong))
    }
    await visitor.post('/admin/settings', { ...fields, ...schedule, backupEveryHours: 0 })
    assert.include(await textOf('/admin/backups'), 'No schedule')
  })

  test('the overview warns when the newest good one is too old, or there is none', async ({
    assert,
  }) => {
    const overview = () => textOf('/admin')
    assert.notInclude(await overview(), 'There is no backup')
    await db
      .from('users')
      .where('id', admin.id)
      .update({ created_at: daysAgo(3) })
    assert.include(await overview(), 'There is no backup')
    const id = await insert({ began_at: daysAgo(3) })
    await insert({ state: 'failed' })
    assert.include(await overview(), 'The newest good backup is of')
    await db
      .from('backups')
      .where({ id })
      .update({ began_at: daysAgo(1) })
    assert.notInclude(await overview(), 'newest good backup')
  })
})

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 86_400_000)
}
