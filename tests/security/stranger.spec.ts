import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { visit, type Answer } from '#tests/support/visitor'

const NOBODYS = 731_999

/**
 * That a stranger gets 404 everywhere stands in tests/functional/tickets/strangers.spec.ts; here: the answer does not
 * even tell whether there is such a ticket.
 */
test.group('A ticket one may not see', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('answers like one that is not there, on every route', async ({ assert }) => {
    // A number that stands nowhere else on a page.
    await db.rawQuery('set local role none')
    await db.rawQuery('alter table tickets alter column id restart with 731931')
    const ticket = await ticketAt('in_progress', cast)
    const stranger = await visit(cast.rico)
    await stranger.csrfToken()
    const form = { note: 'x', body: 'x', step: 'department', round: 1, brief_version: 1 }
    let compared = 0
    for (const { pattern, methods } of Object.values(router.toJSON()).flat()) {
      if (!/:ticketId|^\/tickets\/:id/.test(pattern)) continue
      for (const method of methods.filter((one) => one !== 'HEAD')) {
        const ask = (id: number) => {
          const path = pattern
            .replace(/:ticketId|(?<=^\/tickets\/):id/, String(id))
            .replace(':name', 'approve')
            .replace(/:\w+/g, '1')
          return method === 'GET' ? stranger.get(path) : stranger.post(path, form)
        }
        const [hidden, missing] = [await ask(ticket.id), await ask(NOBODYS)]
        assert.equal(hidden.status, missing.status, `${method} ${pattern}`)
        assert.equal(bare(hidden, ticket.id), bare(missing, NOBODYS), `${method} ${pattern}`)
        compared += 1
      }
    }
    assert.isAbove(compared, 15)
  })
})

/** An answer without what differs each time: number, nonces, request id, tokens. */
function bare({ text }: Answer, id: number): string {
  return text
    .replace(/\/assets\/\w+\//g, '/assets/')
    .replaceAll(String(id), 'N')
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}/g, 'REQUEST')
    .replace(/nonce="[^"]+"|content="[^"]{20,}"|value='[\w-]{36,}'|data-at="\d+"/g, '')
}
