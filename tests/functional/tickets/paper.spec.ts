import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { addComment } from '#services/comments/add_comment'
import { look, open, statusOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { ticketAt } from '#tests/support/tickets'

test.group('A ticket on paper', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
  })

  test('holds the talk and all that happened, oldest first; notes only for their readers', async ({
    assert,
  }) => {
    const ticket = await ticketAt('confirmed', cast)
    await addComment(ticket.id, { body: 'As agreed.' }, { by: cast.maria, channel: 'web' })
    const note = { body: 'Used the old logo.', isInternal: true }
    await addComment(ticket.id, note, { by: cast.kim, channel: 'web' })
    const text = await look(cast.ben, `/tickets/${ticket.id}/paper`)
    assert.match(
      text,
      /As agreed[\s\S]*Used the old logo[\s\S]*asked for this[\s\S]*confirmed the work/
    )
    const maria = await look(cast.maria, `/tickets/${ticket.id}/paper`)
    assert.include(maria, 'As agreed.')
    assert.notInclude(maria, 'Used the old logo')
    assert.equal(await statusOf(open(cast.rico, `/tickets/${ticket.id}/paper`)), 404)
    assert.include(await look(cast.ben, `/tickets/${ticket.id}`), `/tickets/${ticket.id}/paper`)
  })
})
