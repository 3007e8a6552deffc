import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Attachment from '#models/attachment'
import Ticket from '#models/ticket'
import { editBrief } from '#services/tickets/edit_brief'
import { briefOf } from '#services/tickets/brief_of'
import { makeCast, type Cast } from '#tests/support/people'
import { askingAs, bannerForm, productId, ticketIdOf, withFiles } from '#tests/support/forms'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { visit, type Answer } from '#tests/support/visitor'
import { told } from '#tests/support/told'

/** The hidden fields and the texts of an edit page, as a browser would send them. */
function fieldsOf({ text }: Answer) {
  const fields: Record<string, string> = {}
  for (const [, name, value] of text.matchAll(
    /<input type="hidden" name="((?:marks\[|lockVersion)[^"]*)" value="([^"]*)"/g
  )) {
    fields[name] = value
  }
  return fields
}

test.group('Edit brief', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  test('says above the form what saving does: {stage}')
    .with([
      { stage: 'requested', sentence: 'It keeps waiting for department approval.' },
      { stage: 'pending_creative', sentence: 'both approvals start again' },
      { stage: 'approved', sentence: 'both approvals start again' },
      { stage: 'assigned', sentence: 'Who is assigned becomes a proposal' },
      { stage: 'rejected', sentence: 'It stays rejected until the requester asks again.' },
    ] as const)
    .run(async ({ assert }, { stage, sentence }) => {
      const ticket = await ticketAt(stage, cast)
      const maria = await visit(cast.maria)
      const page = await maria.get(`/tickets/${ticket.id}/edit`)
      assert.equal(page.status, 200)
      assert.include(page.text, sentence)
      assert.include(page.text, 'value="A banner for payday"')
    })

  test('the requester hears that somebody else changed what he asked for', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const ana = await visit(cast.ana)
    const page = await ana.get(`/tickets/${ticket.id}/edit`)
    const form = await bannerForm({ title: 'A smaller banner', ...fieldsOf(page) })
    await ana.post(`/tickets/${ticket.id}/edit`, form)
    assert.deepEqual(await told(ticket.id, 'brief_changed'), [cast.maria.id])
  })

  test('voids approvals, records what changed and asks anew', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    const maria = await visit(cast.maria)
    const page = await maria.get(`/tickets/${ticket.id}/edit`)
    const form = await bannerForm({ title: 'A bigger banner', quantity: 5, ...fieldsOf(page) })
    const answer = await maria.post(`/tickets/${ticket.id}/edit`, form)
    assert.equal(answer.status, 303)
    assert.equal(answer.location, `/tickets/${ticket.id}`)
    await ticket.refresh()
    assert.equal(ticket.status, 'requested')
    assert.equal(ticket.briefVersion, 2)
    assert.isNull(ticket.deadlineAt)
    assert.isNull(ticket.assignedAt)
    const [activity] = await db
      .from('activities_in_full')
      .where({ ticket_id: ticket.id, action: 'updated' })
    const changed = activity.changes.map((change: any) => [
      change.field,
      change.before,
      change.after,
    ])
    assert.deepInclude(changed, ['title', 'A banner for payday', 'A bigger banner'])
    assert.deepInclude(changed, ['quantity', '1', '5'])
    const valid = await db.from('approvals').where('ticket_id', ticket.id).whereNull('voided_at')
    assert.lengthOf(valid, 0)
    const asked = await db
      .from('notifications')
      .where({ ticket_id: ticket.id, activity_id: activity.id, user_id: cast.ana.id })
    assert.lengthOf(asked, 1)
    const deliveries = await db.from('deliveries').where('user_id', cast.ana.id)
    assert.isAbove(deliveries.length, 0)
  })

  test('changes nothing when nothing differs', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const id = ticketIdOf(await maria.post('/tickets', await bannerForm()))
    const page = await maria.get(`/tickets/${id}/edit`)
    const answer = await maria.post(`/tickets/${id}/edit`, await bannerForm(fieldsOf(page)))
    assert.equal(answer.status, 303)
    const ticket = await Ticket.findOrFail(id)
    assert.deepEqual([ticket.briefVersion, ticket.lockVersion], [1, 1])
  })

  test('is shut in words once work has started: {stage}')
    .with([{ stage: 'in_progress' }, { stage: 'completed' }] as const)
    .run(async ({ assert }, { stage }) => {
      const ticket = await ticketAt(stage, cast)
      for (const person of [cast.maria, cast.ana, cast.ben, cast.admin]) {
        const visitor = await visit(person)
        const page = await visitor.get(`/tickets/${ticket.id}/edit`)
        assert.equal(page.status, 403, person.username)
        assert.include(page.text, 'The brief is frozen')
        const form = await bannerForm({ lockVersion: ticket.lockVersion })
        const answer = await visitor.post(`/tickets/${ticket.id}/edit`, form)
        assert.equal(answer.status, 403)
      }
      await ticket.refresh()
      assert.equal(ticket.title, 'A banner for payday')
    })

  test('is not there for strangers and refused for those who only see', async ({ assert }) => {
    const ticket = await ticketAt('assigned', cast)
    const form = await bannerForm({ title: 'Mine now', lockVersion: ticket.lockVersion })
    const rico = await askingAs(cast.rico)
    assert.equal(await statusOf(rico.get(`/tickets/${ticket.id}/edit`)), 404)
    assert.equal(await statusOf(rico.post(`/tickets/${ticket.id}/edit`, form)), 404)
    const kim = await askingAs(cast.kim)
    const page = await kim.get(`/tickets/${ticket.id}/edit`)
    assert.equal(page.status, 403)
    assert.include(page.text, 'The requester or a manager changes the brief.')
    assert.equal(await statusOf(kim.post(`/tickets/${ticket.id}/edit`, form)), 403)
    await ticket.refresh()
    assert.equal(ticket.title, 'A banner for payday')
  })

  test('keeps what was typed when a field breaks a rule', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const maria = await visit(cast.maria)
    const page = await maria.get(`/tickets/${ticket.id}/edit`)
    const form = await bannerForm({ description: 'New words', quantity: 'abc', ...fieldsOf(page) })
    const answer = await maria.post(`/tickets/${ticket.id}/edit`, form)
    assert.equal(answer.status, 422)
    assert.include(answer.text, 'Say how many: a whole number from 1 to 1000.')
    assert.include(answer.text, 'New words')
    assert.include(answer.text, 'value="abc"')
    for (const lockVersion of ['', 'abc', '-1', '99999999999']) {
      const odd = await maria.post(`/tickets/${ticket.id}/edit`, await bannerForm({ lockVersion }))
      assert.equal(odd.status, 422, lockVersion)
    }
  })

  test('keeps a product that was retired meanwhile', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const id = ticketIdOf(await maria.post('/tickets', await bannerForm()))
    await db.from('products').where('name', 'Juan365').update({ is_active: false })
    const page = await maria.get(`/tickets/${id}/edit`)
    assert.include(page.text, 'Juan365 (no longer asked for)')
    const form = await bannerForm({ title: 'Other title', ...fieldsOf(page) })
    const answer = await maria.post(`/tickets/${id}/edit`, form)
    assert.equal(answer.status, 303)
  })

  test('adds and takes away files, and the history says so', async ({ assert }) => {
    const maria = await askingAs(cast.maria)
    const sent = await maria.post('/tickets', withFiles(await bannerForm(), [['old.txt', 'old']]))
    const id = ticketIdOf(sent)
    const old = await Attachment.findByOrFail('ticketId', id)
    const page = await maria.get(`/tickets/${id}/edit`)
    assert.include(page.text, 'old.txt')
    const form = await bannerForm({ 'removedFileIds[]': [old.id], ...fieldsOf(page) })
    const answer = await maria.post(`/tickets/${id}/edit`, withFiles(form, [['new.txt', 'new']]))
    assert.equal(answer.status, 303)
    const present = await Attachment.query().where('ticketId', id).whereNull('removedAt')
    assert.deepEqual(
      present.map((file) => file.name),
      ['new.txt']
    )
    const [activity] = await db
      .from('activities_in_full')
      .where({ ticket_id: id, action: 'updated' })
    assert.deepEqual(activity.changes, [
      { field: 'files', before: null, after: '+1' },
      { field: 'files', before: 'old.txt', after: null },
    ])
  })
})

test.group('A stale save', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  /** Maria has the form open; Ana saves another title and quantity meanwhile. */
  async function raced() {
    const ticket = await ticketAt('requested', cast)
    const maria = await visit(cast.maria)
    const opened = fieldsOf(await maria.get(`/tickets/${ticket.id}/edit`))
    const brief = await briefOf(ticket)
    await editBrief(
      ticket.id,
      { ...brief, title: 'Title of Ana', quantity: 7, lockVersion: ticket.lockVersion },
      { by: cast.ana, channel: 'web' }
    )
    return { ticket, maria, opened, path: `/tickets/${ticket.id}/edit` }
  }

  test('answers 409 with both texts and stores nothing', async ({ assert }) => {
    const { ticket, maria, opened, path } = await raced()
    const form = { description: 'Words of Maria', quantity: 1, criteria: 'image', ...opened }
    const answer = await maria.post(path, await bannerForm({ title: 'Title of Maria', ...form }))
    assert.equal(answer.status, 409)
    assert.include(answer.text, `Somebody saved #${ticket.id} before you.`)
    assert.include(answer.text, 'Ana Test')
    for (const text of ['Title of Maria', 'Title of Ana', 'Words of Maria']) {
      assert.include(answer.text, text)
    }
    assert.include(answer.text, 'name="pick[title]"')
    assert.notInclude(answer.text, 'name="pick[quantity]"')
    assert.notInclude(answer.text, 'name="pick[description]"')
    assert.match(answer.text, /name="quantity"[^>]*value="7"|value="7"[^>]*name="quantity"/)
    await ticket.refresh()
    assert.deepEqual([ticket.title, ticket.quantity, ticket.briefVersion], ['Title of Ana', 7, 2])
  })

  test('saves what was chosen: {pick}')
    .with([
      { pick: 'mine', title: 'Title of Maria' },
      { pick: 'theirs', title: 'Title of Ana' },
    ])
    .run(async ({ assert }, { pick, title }) => {
      const { ticket, maria, opened, path } = await raced()
      const mine = { title: 'Title of Maria', description: 'Words of Maria' }
      const stale = await maria.post(path, await bannerForm({ ...mine, ...opened, quantity: 1 }))
      const fields = fieldsOf(stale)
      const answer = await maria.post(
        path,
        await bannerForm({ ...mine, ...fields, 'quantity': 7, 'pick[title]': pick })
      )
      assert.equal(answer.status, 303)
      await ticket.refresh()
      assert.equal(ticket.title, title)
      assert.equal(ticket.description, 'Words of Maria')
      assert.equal(ticket.quantity, 7)
    })

  test('offers saving anew when only the state changed', async ({ assert }) => {
    const ticket = await ticketAt('requested', cast)
    const maria = await visit(cast.maria)
    const opened = fieldsOf(await maria.get(`/tickets/${ticket.id}/edit`))
    const { move } = await import('#tests/support/tickets')
    await move(cast.ana, ticket, 'approve')
    const form = await bannerForm({
      title: 'Late idea',
      ...opened,
      productId: await productId('Juan365'),
    })
    const answer = await maria.post(`/tickets/${ticket.id}/edit`, form)
    assert.equal(answer.status, 409)
    assert.include(answer.text, 'No field was changed by both of you.')
    assert.include(answer.text, 'both approvals start again')
    await ticket.refresh()
    assert.equal(ticket.status, 'pending_creative')
    const again = await maria.post(`/tickets/${ticket.id}/edit`, { ...form, ...fieldsOf(answer) })
    assert.equal(again.status, 303)
    await ticket.refresh()
    assert.deepEqual([ticket.status, ticket.title], ['requested', 'Late idea'])
  })
})

async function statusOf(answer: Promise<Answer>): Promise<number> {
  const { status } = await answer
  return status
}
