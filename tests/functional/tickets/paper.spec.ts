import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { addComment } from '#services/comments/add_comment'
import { MOST_COMMENTS } from '#services/tickets/show/load_talk'
import { textOf } from '#tests/support/accounts'
import { look, open, statusOf } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

test.group('A ticket on paper', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
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

  test('of a long talk a thousand comments stand there, and on its page all of them in parts', async ({
    assert,
  }) => {
    const ticket = await ticketAt('requested', cast)
    const others = await ticketAt('requested', cast)
    const most = MOST_COMMENTS
    await db.rawQuery(
      `insert into comments (ticket_id, user_id, body, is_internal, created_at)
       select ?, ?, 'Word ' || n || '.', n = 7, timestamptz '2026-03-01' + interval '1 minute' * (n / 2)
       from generate_series(1, ?) n`,
      [ticket.id, cast.maria.id, most + 4]
    )
    const bodies = (text: string) =>
      Array.from(text.matchAll(/Word (\d+)\./g), ([, number]) => Number(number))
    const maria = await visit(cast.maria)
    const path = `/tickets/${ticket.id}`
    const paper = await textOf(maria.get(`${path}/paper`))
    assert.lengthOf(bodies(paper), most)
    assert.include(paper, '1,000 of 1,003 comments stand here, 3 before them')
    const read: number[][] = []
    let next: string | undefined = `${path}?comments=all`
    while (next) {
      const text: string = await textOf(maria.get(next))
      read.unshift(bodies(text))
      next = text.match(/href="([^"]+comments=\d+)#conversation"/)?.[1]
    }
    const all = Array.from({ length: most + 4 }, (_, at) => at + 1).filter((n) => n !== 7)
    assert.deepEqual(read.flat(), all)
    // A note that she may not read, or a comment of another ticket, is no place here; nor is what is no number.
    const { id: note } = await db.from('comments').where('is_internal', true).firstOrFail()
    assert.include(await textOf(maria.get(`${path}?comments=${note}`)), 'Nobody has written yet')
    const [{ id: foreign }] = await db
      .insertQuery()
      .table('comments')
      .insert({
        ...{ ticket_id: others.id, user_id: cast.maria.id },
        ...{ body: 'Elsewhere', created_at: new Date() },
      })
      .returning('id')
    assert.deepEqual(bodies(await textOf(maria.get(`${path}?comments=${foreign}`))), [])
    assert.lengthOf(bodies(await textOf(maria.get(`${path}?comments=-1`))), 200)
  })
})
