import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { addPin } from '#services/proofing/add_pin'
import { getAs, postAs } from '#tests/support/answers'
import { queriesOf, statusOf } from '#tests/support/look'
import { as, onAProof, type ProofDesk } from '#tests/support/proofs'
import { ticketAt } from '#tests/support/tickets'
import { visit, type Fields } from '#tests/support/visitor'

const HTMX = { 'hx-request': 'true' }

test.group('The limits of a proof', (group) => {
  let cast: ProofDesk['cast']
  let ticket: ProofDesk['ticket']
  let page: ProofDesk['page']
  let deliverableId: ProofDesk['deliverableId']
  let name: ProofDesk['name']
  let maria: ProofDesk['maria']
  let kim: ProofDesk['kim']
  let row: ProofDesk['row']
  let countOf: ProofDesk['countOf']
  onAProof(group, (desk) => {
    ;({ cast, ticket, page, deliverableId, name, maria, kim, row, countOf } = desk)
  })

  test('a mistake gives the form back as typed, as a page and in place', async ({ assert }) => {
    const form = { shape: 'box', points: '[[0.1,0.1],[0.4,0.4]]', version: 1, body: ' ' }
    for (const headers of [{}, HTMX]) {
      const answer = await maria.post(`${page}/pins`, form, headers)
      assert.equal(answer.status, 422)
      assert.include(answer.text, 'Write something first.')
      assert.include(answer.text, 'value="[[0.1,0.1],[0.4,0.4]]"')
      assert.equal(answer.text.includes('<html'), headers !== HTMX)
    }
    const long = 'x'.repeat(2001)
    const wrong: [string, Fields][] = [
      ['pins', { body: long }],
      ['pins', { body: 'x', shape: 'point', points: '[[7,0]]' }],
      ['pins', { body: 'x', shape: 'star' }],
      ['pins', { 'body': 'x', 'points[]': ['1', '2'] }],
      ['pins', { body: 'x', version: 'x' }],
      ['pins', { body: 'x', page: '-1' }],
      ['decisions', { decision: 'maybe', version: 1 }],
      ['decisions', { version: 1 }],
      ['decisions', { decision: 'approved' }],
      ['decisions', { decision: 'approved', version: 1, note: long }],
    ]
    for (const [where, fields] of wrong) {
      const { status } = await maria.post(`${page}/${where}`, fields)
      assert.equal(status, 422, JSON.stringify(fields).slice(0, 60))
    }
    assert.equal(await statusOf(maria.post(`${page}/pins`, { body: 'x', version: 9 })), 404)
    const addresses = ['?version=0', '?version=x', '?version=7', '?page=x', '?pin=x', '?pin[]=x']
    for (const query of addresses) {
      const { status } = await maria.get(page + query)
      assert.isTrue(status >= 400 && status < 500, query)
    }
    assert.deepEqual([await countOf('pins'), await countOf('proof_decisions')], [0, 0])
    const swapped = await maria.post(`${page}/pins`, { body: 'In place', version: 1 }, HTMX)
    assert.equal(swapped.status, 200)
    assert.match(swapped.text, /id="proof"[\s\S]*In place[\s\S]*Pin 1 is on version 1/)
  })

  test('strangers find nothing, people who are only proposed read', async ({ assert }) => {
    await addPin(ticket.id, deliverableId, { body: 'Hidden' }, as(cast.maria))
    const rico = await visit(cast.rico)
    const forms = [
      'pins',
      'pins/1/answers',
      'pins/1/resolution',
      'pins/1/resolution/delete',
      'decisions',
    ]
    assert.equal(await statusOf(rico.get(page)), 404)
    for (const headers of [{}, HTMX]) {
      for (const where of forms) {
        const answer = await rico.post(
          `${page}/${where}`,
          { body: 'x', version: 1, decision: 'approved' },
          headers
        )
        assert.equal(answer.status, 404, where)
        assert.notInclude(answer.text, name)
      }
    }
    const other = await ticketAt('in_progress', cast)
    const elsewhere = page.replace(`/${ticket.id}/`, `/${other.id}/`)
    assert.equal(await statusOf(maria.get(elsewhere)), 404)
    const planned = await ticketAt('requested', cast, { assigneeId: cast.joy.id })
    await db.from('deliverables').where('id', deliverableId).update({ ticket_id: planned.id })
    const joy = await visit(cast.joy)
    const theirs = page.replace(`/${ticket.id}/`, `/${planned.id}/`)
    const read = await joy.get(theirs)
    assert.equal(read.status, 200)
    assert.include(read.text, 'You can pin and answer once it is approved.')
    assert.notInclude(read.text, 'data-new-pin')
    assert.equal(await statusOf(joy.post(`${theirs}/pins`, { body: 'x' })), 403)
    assert.equal(await countOf('pins'), 1)
  })

  test('what was taken away says so, and gives back what was typed', async ({ assert }) => {
    await db
      .from('deliverables')
      .where('id', deliverableId)
      .update({ removed_at: new Date(), removed_by: cast.kim.id })
    const gone = await maria.get(page)
    assert.equal(gone.status, 404)
    assert.include(gone.text, `“${name}” was taken away.`)
    for (const headers of [{}, HTMX]) {
      const late = await maria.post(`${page}/pins`, { body: 'A long thought' }, headers)
      assert.equal(late.status, 409)
      assert.include(late.text, 'A long thought')
    }
    assert.equal(await statusOf(getAs(cast.rico, page)), 404)
  })

  test('the page asks as many questions for 50 pins as for 5, and there is an end', async ({
    assert,
  }) => {
    await fill(5)
    const few = await kim.get(page)
    assert.lengthOf([...few.text.matchAll(/data-pin="/g)], 5)
    await fill(50)
    const many = await kim.get(page)
    assert.lengthOf([...many.text.matchAll(/data-pin="/g)], 50)
    assert.equal(queriesOf(many), queriesOf(few))
    await db.from('deliverables').where('id', deliverableId).update({ next_pin: 501 })
    const full = await kim.post(`${page}/pins`, { body: 'x' })
    assert.include(full.text, 'A deliverable holds 500 pins at most.')
    await db.from('pins').where('deliverable_id', deliverableId).update({ comment_count: 201 })
    const crowded = await kim.post(`${page}/pins/3/answers`, { body: 'x' })
    assert.equal(crowded.status, 422)
    assert.include(crowded.text, 'A pin holds 200 answers at most.')
    await db.rawQuery(
      `insert into proof_decisions (deliverable_id, attachment_id, decision, user_id, is_advice, created_at)
       select id, current_id, 'approved', ?, false, now() from deliverables, generate_series(1, 500) where id = ?`,
      [cast.maria.id, deliverableId]
    )
    const judged = await postAs(cast.maria, `${page}/decisions`, {
      version: 1,
      decision: 'approved',
    })
    assert.equal(judged.status, 422)
    assert.include(judged.text, 'A deliverable holds 500 decisions at most.')
  })

  /** Pins with two answers each, up to this number. */
  async function fill(upTo: number) {
    const { next_pin: from } = await row()
    await db.rawQuery(
      `with made as (
         insert into pins (deliverable_id, attachment_id, number, shape, author_id, created_at, comment_count)
         select d.id, d.current_id, n, 'note', ?, now(), 3
         from deliverables d, generate_series(${from}, ${upTo}) n where d.id = ? returning id)
       insert into pin_comments (pin_id, author_id, body, created_at)
       select made.id, ?, 'Words @maria', now() from made, generate_series(1, 3)`,
      [cast.kim.id, deliverableId, cast.ana.id]
    )
    await db
      .from('deliverables')
      .where('id', deliverableId)
      .update({ next_pin: upTo + 1 })
  }
})
