import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import ReplyTemplate from '#models/reply_template'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { saveReplyTemplate } from '#services/templates/save_reply_template'
import type { TemplateOwner } from '#services/templates/template_owner'
import { forgetSettings } from '#services/settings/read_settings'
import { getAs, postAs } from '#tests/support/answers'
import { look, queriesOf, statusOf } from '#tests/support/look'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const GREETING =
  'Hello {{first_name}},\n{{number}} “{{title}}” is with {{agent}} of {{department}}.'

test.group('Reply templates', (group) => {
  let cast: Cast
  let agent: User
  let chief: User
  shareDesk(group, async () => {
    cast = await makeCast()
    agent = await makePerson({ username: 'ito', firstName: 'Ito', department: 'IT' })
    chief = await makePerson({ username: 'iris', role: 'manager', department: 'IT' })
    return [cast, agent, chief]
  })

  test('a person keeps his own: writes, changes, removes; nobody else opens them', async ({
    assert,
  }) => {
    const ito = await visit(agent)
    assert.include(await look(agent, '/me/reply-templates'), 'No reply templates yet')
    const form = { name: 'Hello', body: GREETING }
    const kept = await ito.post('/me/reply-templates', form)
    assert.equal(kept.location, '/me/reply-templates')
    const template = await ReplyTemplate.findByOrFail('userId', agent.id)
    const at = `/me/reply-templates/${template.id}`
    assert.include(await look(agent, '/me/reply-templates'), 'Hello')
    assert.include(await look(agent, `${at}/edit`), '{{first_name}}')

    const wrong = await ito.post(at, { name: '', body: 'Hello {{firstname}}, <b>dear</b>' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'Hello {{firstname}}, &lt;b&gt;dear&lt;/b&gt;')
    const unknown = await ito.post(at, { name: 'Hello', body: 'Hello {{firstname}}' })
    assert.include(unknown.text, 'There is no placeholder “{{firstname}}”')
    await ito.post('/me/reply-templates', { name: 'Bye', body: 'Bye' })
    const taken = await ito.post(at, { name: 'BYE', body: 'x' })
    assert.include(taken.text, 'There is a template with this name already.')

    for (const path of [`${at}/edit`, '/me/reply-templates/999999/edit']) {
      assert.equal(await statusOf(getAs(cast.rico, path)), 404)
    }
    assert.equal(await statusOf(postAs(cast.rico, at, { name: 'Mine', body: 'x' })), 404)
    assert.equal(await statusOf(postAs(cast.rico, `${at}/delete`)), 404)
    await ito.post(`${at}/delete`)
    assert.equal(await statusOf(ito.post(`${at}/delete`)), 404)
    assert.lengthOf(await ReplyTemplate.query().where('userId', agent.id), 1)
    assert.lengthOf(await db.from('audit_events').whereLike('action', 'reply_template%'), 0)
  })

  test('those of a department are its managers’ and admins’, and stand in the audit', async ({
    assert,
  }) => {
    const shelf = `/departments/${agent.departmentId}/reply-templates`
    for (const by of [chief, cast.admin]) {
      assert.equal(await statusOf(getAs(by, shelf)), 200)
    }
    for (const stranger of [agent, cast.ana, cast.rico]) {
      assert.equal(await statusOf(getAs(stranger, shelf)), 404)
      assert.equal(await statusOf(postAs(stranger, shelf, { name: 'a', body: 'b' })), 404)
    }
    const iris = await visit(chief)
    await iris.post(shelf, { name: 'Hello', body: 'One' })
    const { id } = await ReplyTemplate.findByOrFail('departmentId', agent.departmentId)
    await iris.post(`${shelf}/${id}`, { name: 'Hello', body: 'Two' })
    await iris.post(`${shelf}/${id}/delete`)
    const deeds = await db
      .from('audit_events')
      .where('subject_type', 'reply_template')
      .orderBy('id')
    assert.deepEqual(
      deeds.map(({ action }) => action),
      ['reply_template_created', 'reply_template_changed', 'reply_template_removed']
    )
    assert.equal(await statusOf(getAs(chief, '/departments/999999/reply-templates')), 404)
    assert.equal(await statusOf(getAs(chief, '/departments/x/reply-templates')), 404)
  })

  test('are inserted where a ticket is answered, by the handling side alone', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria, { type: 'bug', title: 'Login *fails* for @ana' })
    const own = await write({ userId: agent.id }, agent)
    const shared = await write({ departmentId: agent.departmentId }, chief)
    const foreign = await write({ userId: cast.rico.id }, cast.rico)
    const page = await getAs(agent, `/tickets/${ticket.id}`)
    assert.include(page.text, 'Insert a reply')
    assert.include(page.text, `/tickets/${ticket.id}/reply-templates/${own.id}`)
    assert.include(page.text, `/tickets/${ticket.id}/reply-templates/${shared.id}`)
    assert.notInclude(page.text, `/tickets/${ticket.id}/reply-templates/${foreign.id}`)
    assert.notInclude(page.text, 'translation missing')
    assert.notInclude(await look(cast.maria, `/tickets/${ticket.id}`), 'Insert a reply')

    const answer = await getAs(agent, at(ticket, own))
    assert.equal(
      answer.json().text.replaceAll('\u2060', ''),
      `Hello Maria,\n#${ticket.id} “Login \\*fails\\* for \\@ana” is with Ito Test of IT.`
    )
    assert.equal(await statusOf(getAs(chief, at(ticket, shared))), 200)
    for (const [by, template, status] of [
      [agent, foreign, 404],
      [cast.maria, shared, 403],
      [cast.rico, foreign, 404],
    ] as const) {
      assert.equal(await statusOf(getAs(by, at(ticket, template))), status)
      const fields = { template: template.id, body: 'typed' }
      assert.equal(
        await statusOf(postAs(by, `/tickets/${ticket.id}/reply-templates`, fields)),
        status
      )
    }
  })

  test('without scripts the page comes back with the reply below what was typed', async ({
    assert,
  }) => {
    const ticket = await ask(cast.maria, { type: 'bug' })
    const own = await write({ userId: agent.id }, agent)
    const ito = await visit(agent)
    const typed = { template: own.id, body: 'Typed before', is_internal: 1 }
    const page = await ito.post(`/tickets/${ticket.id}/reply-templates`, typed)
    assert.equal(page.status, 200)
    assert.match(page.text, /Typed before\n\nHello Maria,/)
    assert.match(page.text, /name="is_internal"[^>]*checked|checked[^>]*name="is_internal"/)
    const asked = `/tickets/${ticket.id}/reply-templates?ask=resolve`
    const dialog = await ito.post(asked, { template: own.id, note: 'So far' })
    assert.match(dialog.text, /<dialog(?=[^>]*id="ask-resolve")[^>]*\sopen/)
    assert.match(dialog.text, /So far\n\nHello Maria,/)
    assert.match(await look(agent, `/tickets/${ticket.id}?template=${own.id}`), />\s*Hello Maria,/)
    const gone = await ito.get(`/tickets/${ticket.id}?template=abc`)
    assert.equal(gone.status, 404)
    assert.include(gone.text, 'This reply template is gone')
    assert.equal(await statusOf(ito.post(`/tickets/${ticket.id}/reply-templates`, {})), 422)
    assert.lengthOf(await db.from('comments').where('ticket_id', ticket.id), 0)
  })

  test('the page of a ticket asks as often with many templates as with one', async ({ assert }) => {
    const ticket = await ask(cast.maria, { type: 'bug' })
    await write({ userId: agent.id }, agent)
    forgetSettings()
    const one = queriesOf(await getAs(agent, `/tickets/${ticket.id}`))
    for (const name of ['b', 'c', 'd']) await write({ userId: agent.id }, agent, name)
    forgetSettings()
    assert.equal(queriesOf(await getAs(agent, `/tickets/${ticket.id}`)), one)
  })
})

function write(owner: TemplateOwner, by: User, name = 'Hello') {
  return saveReplyTemplate(null, { name, body: GREETING }, owner, { by, channel: 'web' })
}

const at = (ticket: Ticket, template: ReplyTemplate) =>
  `/tickets/${ticket.id}/reply-templates/${template.id}`
