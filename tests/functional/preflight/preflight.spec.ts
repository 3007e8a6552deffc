import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { deliverFiles } from '#services/deliverables/deliver_files'
import type { Claimed } from '#services/previews/claim_preview'
import { recheckFiles } from '#services/preflight/recheck_files'
import { keepFailure } from '#services/previews/put_off'
import { deliver, stageMade } from '#tests/support/deliverables'
import { lastActivity } from '#tests/support/events'
import { look } from '#tests/support/look'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { move, ticketAt } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

const SHORT = { name: 'Short film', media: 'video', isActive: '1' }
const RULE = { name: 'Story on phones', media: 'image', sizes: '1080 × 1920', isActive: '1' }

test.group('File checks', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const failing = async (id: number): Promise<number> => {
    const ticket = await db.from('tickets').where('id', id).firstOrFail()
    return ticket.preflight_failing
  }

  const statusOf = async (person: User, path: string, fields: Record<string, string | number>) => {
    const visitor = await visit(person)
    const { status } = await visitor.post(path, fields)
    return status
  }

  test('a rule is made, changed with an audit, and removed; by admins alone', async ({
    assert,
  }) => {
    const olga = await visit(cast.admin)
    const made = await olga.post('/admin/preflight-rules', RULE)
    assert.equal(made.status, 302, made.text.slice(0, 300))
    const rule = await db.from('preflight_rules').firstOrFail()
    assert.deepEqual(rule.checks, { media: 'image', sizes: [[1080, 1920]] })
    await olga.post(`/admin/preflight-rules/${rule.id}`, { ...RULE, sizes: '10 x 20' })
    const audit = await db
      .from('audit_events')
      .where('subject_type', 'preflight_rule')
      .orderBy('id')
    assert.deepEqual(
      audit.map((event) => event.action),
      ['preflight_rule_created', 'preflight_rule_changed']
    )
    const list = await olga.get('/admin/preflight-rules')
    assert.include(list.text, '10 × 20 px')
    const wrong = await olga.post('/admin/preflight-rules', {
      ...RULE,
      sizes: 'tall',
      ratios: '9:16',
    })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, '“tall” is no size in pixels')
    assert.include(wrong.text, 'value="9:16"')
    assert.equal(await statusOf(cast.kim, '/admin/preflight-rules', RULE), 403)
    await olga.post(`/admin/preflight-rules/${rule.id}/delete`, {})
    assert.lengthOf(await db.from('preflight_rules'), 0)
  })

  test('a version that fails holds up completing until it is mended or may stay for a reason', async ({
    assert,
  }) => {
    const olga = await visit(cast.admin)
    await olga.post('/admin/preflight-rules', RULE)
    const ticket = await ticketAt('in_progress', cast)
    const { deliverable } = await deliver(cast.kim, ticket, { name: 'story.png' })
    assert.equal(await failing(ticket.id), 1)
    await assert.rejects(() => move(cast.kim, ticket, 'complete'))
    const hint = '<span class="small quiet">A deliverable does not pass its checks.'
    assert.include(await look(cast.kim, `/tickets/${ticket.id}`), hint)
    const good = await deliver(cast.kim, ticket, { name: 'story.png', width: 1080, height: 1920 })
    assert.equal(await failing(ticket.id), 0)
    assert.equal(good.deliverable.id, deliverable.id)
    const path = `/tickets/${ticket.id}/deliverables/${deliverable.id}/preflight`
    const reason = 'Asked for small'
    assert.equal(await statusOf(cast.kim, path, { version: 2, reason }), 409)
    await deliver(cast.kim, ticket, { name: 'story.png' })
    assert.equal(await failing(ticket.id), 1)
    assert.equal(await statusOf(cast.maria, path, { version: 3, reason }), 403)
    assert.equal(await statusOf(cast.rico, path, { version: 3, reason }), 404)
    assert.equal(await statusOf(cast.kim, path, { version: 3, reason: ' ' }), 422)
    assert.equal(await statusOf(cast.kim, path, { version: 2, reason }), 409)
    assert.equal(await failing(ticket.id), 1)
    assert.equal(await statusOf(cast.kim, path, { version: 3, reason }), 303)
    assert.equal(await failing(ticket.id), 0)
    const { details } = await lastActivity(ticket.id)
    assert.equal(details.note, reason)
    await move(cast.kim, ticket, 'complete')
  })

  test('newest versions on open tickets are checked again when an admin asks for it', async ({
    assert,
  }) => {
    const olga = await visit(cast.admin)
    const open = await ticketAt('in_progress', cast)
    const done = await ticketAt('in_progress', cast)
    const { deliverable } = await deliver(cast.kim, open, { name: 'story.png' })
    await deliver(cast.kim, done, { name: 'story.png' })
    await deliver(cast.kim, open, { name: 'fine.png', width: 1080, height: 1920 })
    await move(cast.kim, done, 'complete')
    await olga.post('/admin/preflight-rules', RULE)
    assert.equal(await failing(open.id), 0)
    assert.equal(await statusOf(cast.kim, '/admin/preflight-rules/recheck', {}), 403)
    await recheckFiles()
    assert.equal(await failing(open.id), 0)
    for (let times = 0; times < 2; times++) await olga.post('/admin/preflight-rules/recheck', {})
    const running = await olga.get('/admin/preflight-rules')
    assert.include(running.text, 'nothing so far.')
    await recheckFiles()
    assert.deepEqual([await failing(open.id), await failing(done.id)], [1, 0])
    const list = await olga.get('/admin/preflight-rules')
    assert.match(list.text, /Checked again [^<]*: 2 versions, one does not pass\./)
    const asked = await db.from('audit_events').where('action', 'preflight_recheck_asked')
    assert.lengthOf(asked, 2)

    const path = `/tickets/${open.id}/deliverables/${deliverable.id}/preflight`
    await statusOf(cast.kim, path, { version: 1, reason: 'Asked for small' })
    const again = async () => {
      await olga.post('/admin/preflight-rules/recheck', {})
      await recheckFiles()
      return failing(open.id)
    }
    assert.equal(await again(), 0, 'a reason stays as long as nothing else fails')
    const only = { name: 'JPEG alone', media: 'image', types: 'jpeg', isActive: '1' }
    await olga.post('/admin/preflight-rules', only)
    assert.equal(await again(), 2)
  })

  test('a version that is still being read holds it up as long, and two minutes at most', async ({
    assert,
  }) => {
    const olga = await visit(cast.admin)
    await olga.post('/admin/preflight-rules', { ...SHORT, longest: 15 })
    const awaited = async () => {
      const ticket = await ticketAt('in_progress', cast)
      const film = await stageMade(cast.kim, { name: 'spot.mp4', mime: 'video/mp4' })
      await db.from('attachments').where('id', film).update({ preview: 'waiting' })
      await deliverFiles(ticket.id, { fileIds: [film] }, { by: cast.kim, channel: 'web' })
      return { ticket, film }
    }
    const sentence = 'The checks of a deliverable are still running.'
    const unread = await awaited()
    await assert.rejects(() => move(cast.kim, unread.ticket, 'complete'), new RegExp(sentence))
    assert.include(await look(cast.kim, `/tickets/${unread.ticket.id}`), sentence)
    const offered = `/tickets/rows/${unread.ticket.id}/transitions/complete`
    assert.notInclude(await look(cast.kim, '/tickets'), offered)
    await keepFailure({ id: unread.film } as Claimed)
    assert.include(await look(cast.kim, '/tickets'), offered)
    await move(cast.kim, unread.ticket, 'complete')

    const forgotten = await awaited()
    clock.moveTo(clock.now().plus({ minutes: 3 }))
    await move(cast.kim, forgotten.ticket, 'complete')
  })
})
