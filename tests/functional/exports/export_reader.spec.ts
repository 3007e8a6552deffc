import { finished } from 'node:stream/promises'
import { buffer, text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import type { Exported } from '#services/exports/exported'
import { Overloaded } from '#exceptions/overloaded'
import { Invalid } from '#exceptions/refusals'
import { MOST_AT_ONCE } from '#services/exports/in_turn'
import { openExport } from '#services/exports/open_export'
import { endAccess } from '#services/accounts/end_access'
import { onACleanDesk, statusOf } from '#tests/support/accounts'
import { exportAs } from '#tests/support/export_as'
import { makePerson } from '#tests/support/people'
import { until } from '#tests/support/until'
import { visit } from '#tests/support/visitor'

test.group('The reader of an export', (group) => {
  let rico: User
  onACleanDesk(group)
  // Somebody else in each test: how an export ended is noticed a moment later, and a person has one at a time.
  group.each.setup(async () => {
    rico = await makePerson({ username: 'rico', department: 'Sales' })
  })

  /** Two pieces; between them happens what a test wants. */
  const letters = (between: () => Promise<unknown> = async () => {}, count = 2): Exported => ({
    name: 'letters',
    filters: {},
    count,
    tables: [
      {
        title: 'Letters',
        columns: [{ label: 'Letter', kind: 'text' }],
        async *pieces(viewerNow) {
          await viewerNow()
          yield [['a']]
          await between()
          await viewerNow()
          yield [['b']]
        },
      },
    ],
  })

  const open = async (exported = letters(), patience?: number, id = rico.id) => {
    const i18n = i18nManager.locale('en')
    const viewer = await User.asActor(id)
    const asked = {
      ...{ subject: 'letters', format: 'csv' as const, patience },
      actor: { by: viewer!, channel: 'web' as const },
      reader: { viewer: viewer!, zone: 'UTC', i18n },
    }
    const { stream } = await openExport(asked, async () => exported)
    return stream
  }

  const isFree = async () => {
    const again = await open().catch(() => null)
    again?.destroy()
    return again !== null
  }

  test('gets one at a time, and the next one when he goes away', async ({ assert }) => {
    const file = await buffer(await open())
    assert.equal(file.toString(), '\uFEFFLetter\na\nb\n')
    await until(isFree, 'the first is over')
    let first = null as Awaited<ReturnType<typeof open>> | null
    await until(async () => Boolean((first = await open().catch(() => null))), 'another begins')
    const visitor = await visit(rico)
    const second = await visitor.post('/exports/tickets', { format: 'csv' })
    assert.equal(second.status, 429)
    assert.include(second.text, 'An export of yours is still running.')
    first!.destroy()
    await until(isFree, 'the export is free again')
  })

  test('gets no more once he lets it lie', async ({ assert }) => {
    const left = await open(letters(), 20)
    await assert.rejects(() => finished(left), /stopped reading/)
    await until(isFree, 'the export is free again')
  })

  test('gets no more once his access ends, and never the whole file', async ({ assert }) => {
    const left = await open(
      letters(() =>
        db.transaction(async (trx) =>
          endAccess(trx, await User.findOrFail(rico.id, { client: trx }))
        )
      )
    )
    await assert.rejects(() => text(left), /Refusal|access/)
    const events = await db.from('audit_events').where('action', 'list_exported')
    assert.lengthOf(events, 1)
  })

  test('is asked to come again where many export at once', async ({ assert }) => {
    const people = await Promise.all(Array.from({ length: MOST_AT_ONCE }, () => makePerson()))
    const streams: Awaited<ReturnType<typeof open>>[] = []
    const begin = async (person: User) => {
      const stream = await open(letters(), undefined, person.id).catch(() => null)
      if (stream) streams.push(stream)
      return stream !== null
    }
    // The last of an earlier test may take its place for a moment longer.
    for (const person of people) await until(() => begin(person), 'one more begins')
    await assert.rejects(() => open(), Overloaded)
    for (const stream of streams) stream.destroy()
    await until(isFree, 'a place is free again')
  })

  test('gets nothing of more than a file takes', async ({ assert }) => {
    const refusalOf = (count: number) =>
      open(letters(undefined, count)).catch((error: unknown) => error)
    await until(async () => (await refusalOf(1_000_001)) instanceof Invalid, 'it is too much')
    const visitor = await visit(rico)
    assert.equal(await statusOf(exportAs(visitor, '/exports/tickets')), 200)
  })
})
