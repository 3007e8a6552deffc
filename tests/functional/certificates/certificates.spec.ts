import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { canonicalJson } from '#services/certificates/canonical_json'
import { digestOf } from '#services/certificates/digest'
import { issueCertificate } from '#services/certificates/issue_certificate'
import { statusOf } from '#tests/support/accounts'
import { getAs } from '#tests/support/answers'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'

test.group('Approval certificates', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const issue = (ticket: Ticket, viewer: User = cast.maria) =>
    issueCertificate(ticket.id, viewer, i18nManager.locale('en'))

  test('say who decided what on which brief, also what counts no more', async ({ assert }) => {
    let ticket = await ticketAt('rejected', cast)
    ticket = await move(cast.maria, ticket, 'resubmit')
    ticket = await move(cast.ana, ticket, 'approve', { note: 'Yes, go' })
    const { certificate } = await issue(ticket)
    assert.equal(certificate.standing.inWords, 'Brief version 1 is not approved yet.')
    assert.containsSubset(certificate.decisions, [
      { decision: 'rejected', by: { username: 'ana' }, note: 'Not this month.', round: 1 },
      { decision: 'approved', by: { username: 'ana' }, channel: 'web', round: 2, voidedAt: null },
    ])
    assert.isString(certificate.decisions[0].voidedAt)
    assert.containsSubset(certificate.standing.steps, [
      { step: 'department', state: 'approved' },
      { step: 'creative', state: 'waits' },
    ])
    await move(cast.ben, ticket, 'approve')
    const page = await getAs(cast.maria, `/tickets/${ticket.id}/certificate`)
    assert.include(page.text, 'Brief version 1 is approved by every step that was asked.')
    assert.include(page.text, 'Counts no more since')
    assert.include(page.text, certificate.briefVersions[0].sha256)
    assert.notInclude(page.text, 'style="')
    const shown = await getAs(cast.maria, `/tickets/${ticket.id}`)
    assert.include(shown.text, `/tickets/${ticket.id}/certificate`)
  })

  test('hold hashes that somebody else computes from the file alone', async ({ assert }) => {
    const ticket = await ticketAt('approved', cast)
    const answer = await getAs(cast.ana, `/tickets/${ticket.id}/certificate.json`)
    assert.match(
      answer.headers.get('content-disposition')!,
      /attachment; filename="certificate-\d+\.json"/
    )
    const { certificate } = answer.json()
    for (const version of certificate.briefVersions) {
      assert.equal(digestOf(version.brief), version.sha256)
    }
    const bare = certificate.decisions.map((one: any) => ({ ...one, by: one.by && one.by.id }))
    assert.equal(digestOf(bare), certificate.hashes.decisions)
    assert.equal(certificate.hashes.brief, certificate.briefVersions.at(-1).sha256)
  })

  test('are for who sees the ticket, and hold nothing internal', async ({ assert }) => {
    const ticket = await ticketAt('completed', cast)
    const path = `/tickets/${ticket.id}/certificate`
    for (const person of [cast.rico]) {
      assert.equal(await statusOf(getAs(person, path)), 404)
      assert.equal(await statusOf(getAs(person, `${path}.json`)), 404)
    }
    for (const odd of ['0', 'x', '99999999999', '-1']) {
      assert.equal(await statusOf(getAs(cast.admin, `/tickets/${odd}/certificate`)), 404)
    }
    await db.table('comments').insert({
      ticket_id: ticket.id,
      user_id: cast.ben.id,
      body: 'Only for us',
      is_internal: true,
      created_at: new Date(),
    })
    const file = await getAs(cast.ben, `${path}.json`)
    assert.equal(file.status, 200)
    assert.notInclude(file.text, 'Only for us')
  })

  test('say so where nothing was decided, or nothing has to be', async ({ assert }) => {
    const asked = await ask(cast.maria)
    const page = await getAs(cast.maria, `/tickets/${asked.id}/certificate`)
    assert.include(page.text, 'Nobody has decided yet.')
    const shown = await getAs(cast.maria, `/tickets/${asked.id}`)
    assert.notInclude(shown.text, '/certificate"')
    const support = await ask(cast.maria, { type: 'bug' })
    const { certificate } = await issue(support)
    assert.deepInclude(certificate.standing, {
      isApproved: false,
      steps: [],
      inWords: 'This request needs no approval.',
    })
    const own = await ask(cast.ana)
    const skipped = await issue(own, cast.ana)
    assert.containsSubset(skipped.certificate.decisions, [
      { step: 'department', decision: 'skipped', by: null, reason: 'requester_manages' },
    ])
  })

  test('cost the same number of queries with many decisions', async ({ assert }) => {
    const one = await ask(cast.maria)
    const many = await ticketAt('completed', cast)
    const path = (id: number) => `/tickets/${id}/certificate.json`
    const [first, second] = [
      await getAs(cast.maria, path(one.id)),
      await getAs(cast.maria, path(many.id)),
    ]
    const queries = ({ headers }: typeof first) =>
      headers.get('server-timing')!.match(/(\d+) q/)![1]
    assert.equal(queries(first), queries(second))
    assert.equal(
      canonicalJson(second.json().certificate.kind),
      '"countersign/approval-certificate/1"'
    )
  })
})
