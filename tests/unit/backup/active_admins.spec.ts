import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { ActiveAdmins } from '#services/backup/active_admins'
import { HEAD_OF_TEST } from '#tests/support/backups'

const columns = ['username', 'first_name', 'last_name', 'role', 'approved_at', 'deactivated_at']
const row = (...values: string[]) => `${values.join('\t')}\n`

async function adminsIn(...parts: (string | Buffer)[]) {
  const admins = new ActiveAdmins()
  await admins.head({ ...HEAD_OF_TEST, tables: [{ name: 'users', columns }] })
  await admins.rows('tickets', Buffer.from('1\n'))
  for (const part of parts) await admins.rows('users', Buffer.from(part))
  return admins.found.map(({ username, name }) => `${username} ${name}`)
}

test.group('The active admins of a backup', () => {
  test('are found across parts, and nobody else', async ({ assert }) => {
    const rows = Buffer.from(
      row('olga', 'Ólga', 'Test', 'admin', '2026', '\\N') +
        row('ana', 'Ana', 'Test', 'manager', '2026', '\\N') +
        row('gone', 'Old', 'Admin', 'admin', '2026', '2026') +
        row('lea', 'Not', 'Yet', 'admin', '\\N', '\\N') +
        row('adam', '', '', 'admin', '2026', '\\N')
    )
    for (let at = 0; at < rows.length; at++) {
      const found = await adminsIn(rows.subarray(0, at), rows.subarray(at))
      assert.deepEqual(found, ['olga Ólga Test', 'adam '])
    }
  })

  test('are not hidden by another way to write them', async ({ assert }) => {
    const last = ['2026', '\\N']
    assert.deepEqual(await adminsIn(row('a', 'b', 'c', '\\141dm\\x69n', ...last)), ['a b c'])
    assert.deepEqual(await adminsIn(row('a', '\u001b[2Jb\\x1b\u202e', 'c', 'admin', ...last)), [
      'a [2Jb c',
    ])
    const hidden = [
      row('a', 'b\\\n', 'c', 'admin', ...last),
      row('a', 'b\\\t', 'c', 'admin', ...last),
      row('a', 'b', 'c', 'member', ...last).replace('\n', '\r') + row('a', 'b', 'c', 'admin'),
      '\\.\n',
      row('a', 'b', 'c', 'admin', ...last).trimEnd(),
    ]
    for (const rows of hidden) await assert.rejects(() => adminsIn(rows), /tables\/users is not/)
  })
})

test('a restore that names no backup says how to name one', async ({ assert }) => {
  const ace = await app.container.make('ace')
  ace.ui.switchMode('raw')
  const { exitCode } = await ace.exec('restore', [])
  const said = ace.ui.logger.getLogs().map(({ message }) => message)
  ace.ui.logger.flushLogs()
  ace.ui.switchMode('normal')
  assert.equal(exitCode, 1)
  assert.match(said.join('\n'), /Say which backup: npm run restore -- FILE/)
})
