import { rm } from 'node:fs/promises'
import { test } from '@japa/runner'
import pg from 'pg'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import { headFile, readHead } from '#services/audit/audit_head'
import { sealAudit } from '#services/audit/seal_audit'
import { findingWords } from '#services/audit/verdict_words'
import { verifyAudit } from '#services/audit/verify_audit'
import { useDatabase } from '#tests/support/fresh_database'
import { makeOwnPostgres } from '#tests/support/own_postgres'

/**
 * Real commits on a server of its own: a seal waits for every older transaction of its server, so that the long ones of
 * other tests would hold it up. Its owner is a superuser, who can do anything to it.
 */
test.group('The chain of the audit', (group) => {
  let client: pg.Client

  group.setup(async () => {
    const server = await makeOwnPostgres()
    const putBack = await useDatabase(server.url)
    client = new pg.Client(server.url)
    await client.connect()
    return async () => {
      await client.end()
      await putBack()
      await server.remove()
    }
  })
  group.each.setup(async () => {
    await client.query('set session_replication_role = replica')
    await client.query('truncate audit_events, audit_seals restart identity')
    await client.query('reset session_replication_role')
    await rm(headFile(), { force: true })
  })

  const note = (label: string, on = db.connection()) =>
    recordAudit(on, { action: 'tried', subjectType: 'test', subjectLabel: label })

  /** Events 1 to 6, sealed. */
  async function sixEvents() {
    for (const label of ['a', 'b', 'c', 'd', 'e', 'f']) await note(label)
    await sealAudit()
  }

  /** As somebody who owns the database would: past every trigger. */
  async function tamper(...statements: string[]) {
    await client.query('set session_replication_role = replica')
    for (const statement of statements) await client.query(statement)
    await client.query('reset session_replication_role')
  }

  const kinds = ({ findings }: Awaited<ReturnType<typeof verifyAudit>>) =>
    findings.map(({ kind, event }) => (event === undefined ? kind : `${kind} ${event}`))

  test('follows the order of commits: what still runs is sealed after it has committed', async ({
    assert,
  }) => {
    await note('first')
    const slow = await db.transaction()
    await note('written early, committed late', slow)
    await note('second')
    const early = await sealAudit()
    await slow.commit()
    assert.equal(early, 1)
    assert.equal(await sealAudit(), 2)
    assert.equal(await sealAudit(), 0)
    const verdict = await verifyAudit({ noted: await readHead() })
    assert.deepInclude(verdict, { sealed: 3, held: 3, unsealed: 0, findings: [] })
  })

  test('two who seal at once make one chain', async ({ assert }) => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => note(`event ${n}`)))
    const sealed = await Promise.all([sealAudit(), sealAudit(), sealAudit()])
    assert.equal(
      sealed.reduce((sum, one) => sum + one, 0),
      20
    )
    assert.deepInclude(await verifyAudit(), { held: 20, findings: [] })
  })

  test('proves events of any words, values and times', async ({ assert }) => {
    const every = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code))
      .slice(1)
      .join('')
    const words = [every, '\u2028 \ud83c\udfab "C:\\desk" \ufeff', 'x'.repeat(70_000)]
    const values = [...words, null, 0, -1.5, 1e21, 1e-7, true, [1, 'a'], { b: 1, a: [null] }]
    for (const word of words) {
      const changes = values.map((value) => ({
        field: word.slice(0, 90),
        before: value,
        after: null,
      }))
      await recordAudit(db.connection(), {
        action: 'tried',
        subjectType: word,
        subjectId: word,
        subjectLabel: word,
        changes: changes as any,
      })
    }
    await client.query(`insert into audit_events (action, subject_type, created_at)
      values ('tried', 'test', '0999-12-31 23:59:59.999+00'), ('tried', 'test', '9999-01-01 00:00:00.5+00')`)
    await sealAudit()
    assert.deepInclude(await verifyAudit(), { sealed: 5, held: 5, findings: [] })
  })

  test('nobody changes a seal', async ({ assert }) => {
    await sixEvents()
    await assert.rejects(() => client.query('delete from audit_seals'), /append-only/)
  })

  const insert = (id: number, transaction: string) =>
    `insert into audit_events (id, action, subject_type, created_at, transaction)
     overriding system value values (${id}, 'tried', 'test', now(), ${transaction})`
  const first = '(select transaction from audit_events where id = 1)'

  test('names what was tampered with: {title}')
    .with([
      {
        title: 'an event was changed',
        statements: [`update audit_events set subject_label = 'x' where id = 3`],
        found: ['changed 3'],
      },
      {
        title: 'its time was changed',
        statements: [
          `update audit_events set created_at = created_at - interval '1 day' where id = 3`,
        ],
        found: ['changed 3'],
      },
      {
        title: 'two events side by side were changed',
        statements: [`update audit_events set address = '1.1.1.1' where id in (3, 4)`],
        found: ['changed 3', 'changed 4'],
      },
      {
        title: 'what it changed is of no shape that the desk writes',
        statements: [
          `update audit_events set changes = '[null]' where id = 3`,
          `update audit_events set changes = '"x"' where id = 5`,
        ],
        found: ['changed 3', 'changed 5'],
      },
      {
        title: 'an event was removed',
        statements: ['delete from audit_events where id = 3'],
        found: ['removed 3'],
      },
      {
        title: 'an event and its seal were removed',
        statements: [
          'delete from audit_events where id = 3',
          'delete from audit_seals where event_id = 3',
        ],
        found: ['gap 4'],
      },
      {
        title: 'a seal was changed',
        statements: [`update audit_seals set hash = sha256('x') where event_id = 3`],
        found: ['seal_changed 3'],
      },
      {
        title: 'a seal was removed',
        statements: ['delete from audit_seals where event_id = 3'],
        found: ['seal_removed 3'],
      },
      {
        title: 'an event was slipped in with an old transaction',
        statements: [insert(90, first)],
        found: ['inserted 90'],
      },
      {
        title: 'an event was slipped in with a transaction to come',
        statements: [insert(90, `'900000000'::xid8`)],
        found: ['foreign 90'],
      },
      {
        title: 'the newest event was changed',
        statements: [`update audit_events set action = 'x' where id = 6`],
        found: ['last_changed 6'],
      },
      {
        title: 'the newest event was removed',
        statements: ['delete from audit_events where id = 6'],
        found: ['removed 6'],
      },
      {
        title: 'the end was cut off, events and seals',
        statements: [
          'delete from audit_events where id > 4',
          'delete from audit_seals where event_id > 4',
        ],
        found: ['truncated'],
      },
      {
        title: 'the triggers were switched off',
        statements: ['alter table audit_events disable trigger all'],
        after: 'alter table audit_events enable trigger all',
        found: ['trigger'],
      },
      {
        title: 'the desk was given the right to change it',
        statements: ['grant update on audit_seals to countersign_desk'],
        after: 'revoke update on audit_seals from countersign_desk',
        found: ['grant'],
      },
      {
        title: 'a trigger was made anew with a condition that is never met',
        statements: [
          'drop trigger activities_append_only on activities',
          `create trigger activities_append_only before update or delete on activities
             for each row when (false) execute function refuse_change()`,
        ],
        after: `drop trigger activities_append_only on activities;
          create trigger activities_append_only before update or delete on activities
            for each row execute function refuse_change()`,
        found: ['trigger'],
      },
      {
        title: 'another trigger was switched off',
        statements: ['alter table activities disable trigger activities_append_only'],
        after: 'alter table activities enable trigger activities_append_only',
        found: ['trigger'],
      },
    ])
    .run(async ({ assert }, { statements, after, found }) => {
      await sixEvents()
      const noted = await readHead()
      assert.deepEqual(kinds(await verifyAudit({ noted })), [])
      await tamper(...statements)
      const verdict = await verifyAudit({ noted })
      if (after) await client.query(after)
      assert.deepEqual(kinds(verdict), found)
      for (const finding of verdict.findings) {
        const words = findingWords(finding)
        assert.match(words, /^[A-Z].*\.$/)
        if (finding.event) assert.include(words, `vent ${finding.event}`)
      }
    })

  test('a chain that was cut off and goes on is told by the note outside, and by a hash one kept', async ({
    assert,
  }) => {
    await sixEvents()
    const kept = (await readHead())!
    await tamper(
      'delete from audit_events where id > 4',
      'delete from audit_seals where event_id > 4'
    )
    for (const label of ['g', 'h', 'i']) await note(label)
    await sealAudit()
    assert.deepEqual(await readHead(), kept)
    assert.deepEqual(kinds(await verifyAudit()), [])
    assert.deepEqual(kinds(await verifyAudit({ noted: kept })), ['rewritten'])
    assert.deepEqual(kinds(await verifyAudit({ head: kept.hash })), ['head_unknown'])
  })

  test('a hash one kept is found though the chain went on', async ({ assert }) => {
    await sixEvents()
    const { hash } = (await readHead())!
    await note('g')
    await sealAudit()
    assert.deepInclude(await verifyAudit({ head: hash.toUpperCase() }), { held: 7, findings: [] })
  })

  test('goes on after a restore, which forgets in which transactions sealed events were written', async ({
    assert,
  }) => {
    const older = await db.transaction()
    await older.rawQuery('select pg_current_xact_id()')
    await note('sealed second, although its id is the first')
    await note('sealed first', older)
    await older.commit()
    await sealAudit()
    await tamper(`update audit_events set transaction = '3'`)
    await note('after the restore')
    assert.equal(await sealAudit(), 1)
    assert.deepInclude(await verifyAudit(), { held: 3, unsealed: 0, findings: [] })
  })

  test('an old event that nobody seals is named', async ({ assert }) => {
    await sixEvents()
    await db.table('audit_events').insert({
      action: 'tried',
      subject_type: 'test',
      created_at: new Date(Date.now() - 3_600_000),
    })
    assert.deepEqual(kinds(await verifyAudit()), ['unsealed 7'])
    await sealAudit()
    assert.deepEqual(kinds(await verifyAudit()), [])
  })

  test('audit:verify ends with 1 and names what it found, and notes that it was run', async ({
    assert,
  }) => {
    await sixEvents()
    const { hash } = (await readHead())!
    assert.deepEqual(await verifyByCommand([`--head=${hash}`]), [0, '6 of 6 seals hold', true])
    await sealAudit()
    await tamper('delete from audit_events where id = 2')
    assert.deepEqual(await verifyByCommand([]), [1, 'Event 2 was removed', true])
    const notes = await db.from('audit_events').where('action', 'audit_verified').orderBy('id')
    const findings = notes.map(({ changes }) => changes.at(-1).after)
    assert.deepEqual(findings, ['0', '1'])
  })

  /** @returns its exit status, the sentence that was looked for, and whether the newest hash stands there */
  async function verifyByCommand(options: string[]): Promise<[number, string, boolean]> {
    const ace = await app.container.make('ace')
    ace.ui.switchMode('raw')
    const { exitCode } = await ace.exec('audit:verify', options)
    const said = ace.ui.logger
      .getLogs()
      .map(({ message }) => message)
      .join('\n')
    ace.ui.logger.flushLogs()
    ace.ui.switchMode('normal')
    const [sentence] = /Event 2 was removed|6 of 6 seals hold/.exec(said) ?? [said]
    return [exitCode ?? 0, sentence, /Newest seal: [0-9a-f]{64}/.test(said)]
  }

  test('twenty thousand events are sealed and proved', async ({ assert }) => {
    await client.query(`
      insert into audit_events (actor_id, action, subject_type, subject_id, subject_label, changes, created_at)
      select n, 'user_changed', 'user', n::text, 'Änne ' || n,
        jsonb_build_array(jsonb_build_object('field', 'email', 'before', n::text, 'after', null)), now()
      from generate_series(1, 20000) n`)
    while ((await sealAudit()) > 0);
    assert.deepInclude(await verifyAudit({ noted: await readHead() }), {
      held: 20_000,
      findings: [],
    })
    await tamper(`update audit_events set changes = '[]' where id = 12345`)
    assert.deepEqual(kinds(await verifyAudit()), ['changed 12345'])
  })
})
