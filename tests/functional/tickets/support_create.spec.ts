import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import testUtils from '@adonisjs/core/services/test_utils'
import RequestType from '#models/request_type'
import Ticket from '#models/ticket'
import clock from '#services/clock'
import { askingAs, countTickets, ticketIdOf } from '#tests/support/forms'
import { askSupport, makeSupportCast, type SupportCast } from '#tests/support/support_desk'
import { getAs, postAs } from '#tests/support/answers'
import { makePerson } from '#tests/support/people'

test.group('Asking the support desk', (group) => {
  let cast: SupportCast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeSupportCast()
    await cast.rosa.merge({ timeZone: 'Asia/Manila' }).save()
  })
  group.each.teardown(() => clock.goOn())

  const bug = (more: Record<string, string> = {}) => ({
    type: 'bug',
    title: 'The till prints nothing',
    description: 'Since this morning.',
    priority: 'high',
    ...more,
  })
  const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

  test('offers the types of both workflows, those below a heading under it', async ({ assert }) => {
    const technical = await RequestType.findByOrFail('key', 'technical')
    await RequestType.query().where('key', 'bug').update({ parentId: technical.id })
    const page = await getAs(cast.rosa, '/tickets/new')
    assert.include(page.text, 'value="website_banner"')
    assert.include(page.text, 'value="billing"')
    assert.notInclude(page.text, 'value="technical"')
    assert.match(page.text, /<legend>Technical<\/legend>[\s\S]{1,200}value="bug"/)
    const heading = await getAs(cast.rosa, '/tickets/new?type=technical')
    assert.notInclude(heading.text, 'name="title"')
    const refused = await postAs(cast.rosa, '/tickets', bug({ type: 'technical' }))
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'Choose what you ask for.')
    await assert.rejects(
      () => askSupport(cast.rosa, { type: 'technical' }),
      'Choose what you ask for.'
    )
  })

  test('who does the work is not for the asker to choose: {$self}')
    .with(['assigneeId', 'collaboratorIds[]'])
    .run(async ({ assert }, field) => {
      const before = await countTickets()
      const named = bug({ [field]: String(cast.ida.id) })
      const refused = await postAs(cast.rosa, '/tickets', named)
      assert.equal(refused.status, 422)
      assert.include(refused.text, 'The handling department chooses who works on it.')
      assert.equal(await countTickets(), before)
    })

  test('shows a short form, where it goes and until when, and nobody to propose', async ({
    assert,
  }) => {
    clock.freeze(DateTime.fromISO('2026-11-18T03:00:00Z'))
    await makePerson({ username: 'ines', department: 'IT' })
    const page = await getAs(cast.rosa, '/tickets/new?type=bug')
    const words = text(page.text)
    assert.include(words, 'Goes to IT at once, nobody has to approve it')
    assert.include(words, 'First answer until today 19:00')
    assert.include(words, 'Deadline Thu 19 Nov, 11:00')
    assert.notInclude(page.text, 'name="assigneeId"')
    assert.notInclude(page.text, 'name="quantity"')
    assert.notInclude(words, 'Approval path')
    const turned = await postAs(
      cast.rosa,
      '/tickets',
      { ...bug({ priority: 'urgent' }), _form: 'next' },
      { 'hx-request': 'true' }
    )
    assert.include(text(turned.text), 'First answer until today 11:30')
  })

  test('another type takes the proposal away and brings it back', async ({ assert }) => {
    const turn = async (type: string) =>
      postAs(cast.rosa, '/tickets', { ...bug({ type }), _form: 'type' }, { 'hx-request': 'true' })
    const support = await turn('bug')
    assert.include(support.text, 'id="form-people"')
    assert.notInclude(support.text, 'name="assigneeId"')
    const creative = await turn('ads')
    assert.include(creative.text, 'name="assigneeId"')
  })

  test('is open at once, and the sentence after it says who has it', async ({ assert }) => {
    clock.freeze(DateTime.fromISO('2026-11-18T03:00:00Z'))
    const rosa = await askingAs(cast.rosa)
    const sent = await rosa.post('/tickets', bug())
    assert.equal(sent.status, 303)
    const ticket = await Ticket.findOrFail(ticketIdOf(sent))
    assert.equal(ticket.status, 'open')
    assert.equal(ticket.priority, 'high')
    const page = await rosa.get(sent.location!)
    assert.include(
      page.text,
      `#${ticket.id} was sent to IT. You get a first answer by today 13:00.`
    )
  })

  test('refuses what nobody may choose, with everything as typed and nothing stored', async ({
    assert,
  }) => {
    const before = await countTickets()
    const bad: [Record<string, string>, string][] = [
      [{ title: '' }, 'Give it a title.'],
      [{ priority: 'now' }, 'Choose a priority.'],
      [{ assigneeId: String(cast.ida.id) }, 'The handling department chooses who works on it.'],
      [{ type: 'nothing' }, 'Choose what you ask for.'],
      [{ title: 'x'.repeat(201) }, 'At most 200 characters.'],
    ]
    for (const [more, sentence] of bad) {
      const answer = await postAs(cast.rosa, '/tickets', bug(more))
      assert.equal(answer.status, 422, sentence)
      assert.include(answer.text, sentence)
      if (more.type === undefined) assert.include(answer.text, 'Since this morning.')
    }
    assert.equal(await countTickets(), before)
  })

  test('what was asked can be changed while it is open, with nobody asked again', async ({
    assert,
  }) => {
    const ticket = await askSupport(cast.rosa)
    const page = await getAs(cast.rosa, `/tickets/${ticket.id}/edit`)
    assert.include(page.text, 'The people who work on it are told what changed.')
    assert.notInclude(page.text, 'approval')
    const rosa = await askingAs(cast.rosa)
    const saved = await rosa.post(`/tickets/${ticket.id}/edit`, {
      title: 'Both tills print nothing',
      description: ticket.description,
      lockVersion: ticket.lockVersion,
    })
    assert.equal(saved.status, 303)
    await ticket.refresh()
    assert.equal(ticket.title, 'Both tills print nothing')
    assert.equal(ticket.status, 'open')
  })
})
