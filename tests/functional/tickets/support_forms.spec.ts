import { test } from '@japa/runner'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import { getAs, pick, postAs } from '#tests/support/answers'
import { shareDesk } from '#tests/support/shared_desk'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
} from '#tests/support/support_desk'

test.group('The pages that transfer, merge and link', (group) => {
  let cast: SupportCast
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    return cast
  })
  const at = ({ id }: Ticket, path: string) => `/tickets/${id}/${path}`

  test('offer the other active departments and the next priority, and keep what was typed', async ({
    assert,
  }) => {
    await Department.query().where('name', 'HR').update({ isActive: false })
    const ticket = await supportAt('taken', cast)
    const page = await getAs(cast.ida, at(ticket, 'transfer/new'))
    assert.equal(page.status, 200)
    assert.include(page.text, 'Customer Care</option>')
    assert.notInclude(page.text, 'IT</option>')
    assert.notInclude(page.text, 'HR</option>')
    assert.include(page.text, 'Raise the priority to High')
    const care = await Department.findByOrFail('name', 'Customer Care')
    const again = await postAs(cast.ida, at(ticket, 'transfer'), {
      department_id: care.id,
      reason: ' ',
      priority: 'high',
      lock_version: ticket.lockVersion,
    })
    assert.equal(again.status, 422)
    assert.include(again.text, 'Write why it goes to another department.')
    assert.match(again.text, /<option[^>]*selected[^>]*>Customer Care/)
    assert.match(again.text, /<input(?=[^>]*name="priority")(?=[^>]*checked)/)
    const sent = await postAs(cast.ida, at(ticket, 'transfer'), {
      department_id: care.id,
      reason: 'A question of contracts.',
      priority: 'high',
      lock_version: ticket.lockVersion,
    })
    assert.equal(sent.location, '/tickets')
    await ticket.refresh()
    assert.equal(ticket.handlingDepartmentId, care.id)
    assert.equal(ticket.priority, 'high')
  })

  test('offer the requester’s other open tickets; a typed number counts first', async ({
    assert,
  }) => {
    const [one, two, three] = [
      await supportAt('taken', cast),
      await askSupport(cast.rosa, { title: 'The left till' }),
      await askSupport(cast.rosa, { title: 'The right till' }),
    ]
    await askSupport(cast.max, { title: 'Something of Max' })
    const page = await getAs(cast.ida, at(one, 'merge/new'))
    assert.include(page.text, 'The left till')
    assert.notInclude(page.text, 'Something of Max')
    const wrong = await postAs(cast.ida, at(one, 'merge'), { chosen: two.id, into: 'nine' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'value="nine"')
    const none = await postAs(cast.ida, at(one, 'merge'), {})
    assert.equal(none.status, 422)
    const itself = await postAs(cast.ida, at(one, 'merge'), { into: one.id })
    assert.include(itself.text, 'A ticket cannot be merged into itself.')
    const done = await postAs(cast.ida, at(one, 'merge'), { chosen: two.id, into: `#${three.id}` })
    assert.equal(done.location, `/tickets/${three.id}`)
  })

  test('link by a choice or a number, and take the link away', async ({ assert }) => {
    const [one, two] = [await supportAt('taken', cast), await askSupport(cast.rosa)]
    const page = await getAs(cast.rosa, at(one, 'links/new'))
    assert.include(page.text, 'They are related')
    const wrong = await postAs(cast.rosa, at(one, 'links'), { kind: 'related', other: '999999' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'value="999999"')
    const done = await postAs(cast.rosa, at(one, 'links'), { kind: 'related', chosen: two.id })
    assert.equal(done.location, `/tickets/${one.id}`)
    const linked = await getAs(cast.rosa, `/tickets/${one.id}`)
    assert.include(linked.text, `action="/tickets/${one.id}/links/${two.id}/delete"`)
    await postAs(cast.rosa, at(one, `links/${two.id}/delete`))
    const gone = await getAs(cast.rosa, `/tickets/${one.id}`)
    assert.notInclude(gone.text, `/links/${two.id}/delete`)
  })

  test('refuse in words whom they are not for, and know no strangers', async ({ assert }) => {
    const ticket = await supportAt('taken', cast)
    for (const path of ['transfer/new', 'merge/new']) {
      const refused = await getAs(cast.rosa, at(ticket, path))
      assert.equal(refused.status, 403)
      assert.include(refused.text, 'somebody else has to work on it')
    }
    for (const path of ['transfer/new', 'merge/new', 'links/new', 'deadline']) {
      assert.equal(await pick(getAs(cast.fred, at(ticket, path)), 'status'), 404, path)
      assert.equal(await pick(getAs(cast.ida, `/tickets/99999999999/${path}`), 'status'), 404)
    }
  })
})
