import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { wordsOf } from '#services/words/words_of'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask } from '#tests/support/tickets'
import { Visitor } from '#tests/support/visitor'

test.group('The zone of a person who chose none', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    await db
      .from('departments')
      .where('id', cast.maria.departmentId)
      .update({ time_zone: 'Asia/Kathmandu' })
    return cast
  })

  test('is that of the department, on pages as in mails and chats', async ({ assert }) => {
    const ticket = await ask(cast.maria)
    const visitor = new Visitor()
    await visitor.signIn(cast.maria)
    const page = await visitor.get(`/tickets/${ticket.id}`)
    assert.include(page.text, '+05:45')
    const profile = await visitor.get('/me/profile')
    assert.include(profile.text, 'As your department: Asia/Kathmandu')
    assert.equal(wordsOf(await User.asActor(cast.maria.id)).zone, 'Asia/Kathmandu')
  })

  test('is his own as soon as he says so', async ({ assert }) => {
    await User.query().where('id', cast.maria.id).update({ time_zone: 'Asia/Tokyo' })
    assert.equal(wordsOf(await User.asActor(cast.maria.id)).zone, 'Asia/Tokyo')
    assert.equal(wordsOf(null).zone, 'UTC')
  })
})
