import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import { sayOutcome } from '#services/trash/say_outcome'
import { makeCast } from '#tests/support/people'
import { ask } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

/** Browsers drop a cookie that is longer, and proxies answer 502 to headers that are. */
const MOST_BYTES = 4096

test.group('Cookies', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('what became of a batch fits into one', async ({ assert }) => {
    const cast = await makeCast()
    const chosen: string[] = []
    for (let n = 0; n < 24; n += 1) {
      const ticket = await ask(cast.maria, { title: `Banner ${n} ${'w'.repeat(180)}` })
      chosen.push(`${ticket.id}.department.1.${n < 20 ? 9 : 1}`)
    }
    const ana = await visit(cast.ana)
    const answer = await ana.post('/approvals', { 'tickets[]': chosen })
    for (const cookie of answer.headers.getSetCookie()) assert.isBelow(cookie.length, MOST_BYTES)
    const { text } = await ana.get('/approvals')
    assert.include(text, '4 were approved, 20 were not:')
    assert.include(text, `Banner 0 ${'w'.repeat(180)}: `)
  })

  test('what became of a hundred chosen tickets fits into one', async ({ assert }) => {
    const cast = await makeCast()
    const { id } = await ask(cast.maria)
    const tickets = Array.from({ length: 99 }, (_, at) => 900_000_000 + at)
    const back = `/tickets?q=${'w'.repeat(400)}`
    const maria = await visit(cast.maria)
    const answer = await maria.post('/trash', { tickets: [id, ...tickets].join(','), back })
    for (const cookie of answer.headers.getSetCookie()) assert.isBelow(cookie.length, MOST_BYTES)
    const done = Array.from({ length: 100 }, (_, at) => 900_000_000 + at)
    const i18n = i18nManager.locale('en')
    const toasts = sayOutcome({ done, refused: [] }, i18n, { key: 'trash.moved', undoTo: back })
    assert.isBelow(JSON.stringify(toasts).length, 2000)
  })
})
