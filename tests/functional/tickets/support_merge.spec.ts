import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import { addComment } from '#services/comments/add_comment'
import { followUp } from '#services/tickets/follow_up'
import { linkTickets } from '#services/tickets/link_tickets'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { watchTicket } from '#services/tickets/watch_ticket'
import type User from '#models/user'
import { statusOf } from '#tests/support/accounts'
import { getAs, postAs } from '#tests/support/answers'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move } from '#tests/support/tickets'
import { stageText } from '#tests/support/staged'
import {
  askSupport,
  makeSupportCast,
  supportAt,
  type SupportCast,
} from '#tests/support/support_desk'
import { lastActivity, told } from '#tests/support/told'

test.group('Two support tickets become one', (group) => {
  let cast: SupportCast
  shareDesk(group, async () => {
    cast = await makeSupportCast()
    return cast
  })
  const say = (by: User, { id }: Ticket, body: string, more: object = {}) =>
    addComment(id, { body, ...more }, { by, channel: 'web' })
  const merge = (by: User, ticket: Ticket, into: number | string) =>
    postAs(by, `/tickets/${ticket.id}/merge`, { into })

  test('talk, notes and files go along with their writers and times; counts are right', async ({
    assert,
  }) => {
    const [source, target] = [await supportAt('taken', cast), await supportAt('open', cast)]
    const files = [await stageText(cast.rosa, 'till.txt'), await stageText(cast.ida, 'till.txt')]
    await say(cast.rosa, target, 'Here too.', { fileIds: [await stageText(cast.rosa, 'till.txt')] })
    const spoken = await say(cast.rosa, source, 'The left one.', { fileIds: [files[0]] })
    const noted = await say(cast.ida, source, 'Broken cable.', {
      isInternal: true,
      fileIds: [files[1]],
    })
    const before = await db.from('comments').whereIn('id', [spoken.id, noted.id]).orderBy('id')
    await watchTicket(source.id, cast.carl.id, { by: cast.ida, channel: 'web' })
    const answer = await merge(cast.ida, source, `#${target.id}`)
    assert.equal(answer.status, 302)
    assert.equal(answer.location, `/tickets/${target.id}`)
    await source.refresh()
    await target.refresh()
    assert.include(source.$attributes, {
      status: 'closed',
      mergedInto: target.id,
      commentCount: 0,
      attachmentCount: 0,
      lastCommentId: null,
    })
    assert.isNotNull(source.closedAt)
    assert.include(target.$attributes, {
      status: 'open',
      commentCount: 2,
      attachmentCount: 2,
      lastCommentId: spoken.id,
    })
    const after = await db.from('comments').whereIn('id', [spoken.id, noted.id]).orderBy('id')
    assert.deepEqual(
      after,
      before.map((one) => ({ ...one, ticket_id: target.id }))
    )
    const names = await db.from('attachments').where('ticket_id', target.id).select('name')
    assert.lengthOf(new Set(names.map(({ name }) => name)), 3)
    const watchers = await db.from('watchers').where('ticket_id', target.id).select('user_id')
    assert.deepEqual(watchers, [{ user_id: cast.carl.id }])
    const page = await getAs(cast.rosa, `/tickets/${target.id}`)
    assert.include(page.text, 'The left one.')
    assert.notInclude(page.text, 'Broken cable.')
  })

  test('both say so, the requester and the watchers are told once', async ({ assert }) => {
    const [source, target] = [await supportAt('taken', cast), await supportAt('open', cast)]
    await merge(cast.ida, source, target.id)
    const gone = await lastActivity(source.id)
    assert.include(gone, { action: 'merged', from_status: 'open', to_status: 'closed' })
    assert.equal(gone.details.name, String(target.id))
    const stays = await lastActivity(target.id)
    assert.equal(stays.action, 'received_merge')
    assert.equal(stays.details.name, String(source.id))
    assert.deepEqual(await told(source.id, 'merged'), [cast.rosa.id])
  })

  test('links follow, none twice and none to itself; an answer given there counts here', async ({
    assert,
  }) => {
    const by = { by: cast.ida, channel: 'web' as const }
    const closed = await supportAt('closed', cast)
    const source = await followUp(closed.id, { body: 'Again.' }, { by: cast.rosa, channel: 'web' })
    const [target, other] = [await supportAt('open', cast), await supportAt('open', cast)]
    for (const one of [source, target]) {
      await linkTickets(one.id, { otherId: other.id, kind: 'related' }, by)
    }
    await linkTickets(source.id, { otherId: target.id, kind: 'duplicate' }, by)
    await say(cast.ida, source, 'On it.')
    await mergeTickets(source.id, { intoId: target.id }, by)
    const links = await db
      .from('ticket_links')
      .orderBy('to_ticket_id')
      .select('from_ticket_id', 'to_ticket_id', 'kind')
    assert.deepEqual(links, [
      { from_ticket_id: target.id, to_ticket_id: closed.id, kind: 'follow_up' },
      { from_ticket_id: target.id, to_ticket_id: other.id, kind: 'related' },
    ])
    await target.refresh()
    assert.isNotNull(target.firstResponseAt)
  })

  test('is refused in words, and nothing changes: {title}')
    .with([
      { title: 'into itself', into: (one: Ticket) => one.id, says: 'into itself' },
      { title: 'into none', into: () => 99_999_999, says: 'no such ticket' },
      { title: 'into garbage', into: () => 'x', says: '' },
      {
        title: 'across requesters',
        into: async (_: Ticket, { max }: SupportCast) => {
          const { id } = await askSupport(max)
          return id
        },
        says: 'asked for by somebody else',
      },
      {
        title: 'into a closed one',
        into: async (_: Ticket, people: SupportCast) => {
          const { id } = await supportAt('closed', people)
          return id
        },
        says: 'is closed',
      },
      {
        title: 'into one that the actor does not see',
        into: async (_: Ticket, { rosa }: SupportCast) => {
          const { id } = await askSupport(rosa, { type: 'billing' })
          return id
        },
        says: 'no such ticket',
      },
      {
        title: 'into one that the actor sees but does not work on',
        into: async (_: Ticket, { rosa, ida, fred }: SupportCast) => {
          const { id } = await askSupport(rosa, { type: 'billing' })
          await watchTicket(id, ida.id, { by: fred, channel: 'web' })
          return id
        },
        says: 'You do not work on',
      },
      {
        title: 'into a creative one',
        into: async (_: Ticket, { rosa, ida }: SupportCast) => {
          const { id } = await ask(rosa)
          await db
            .table('watchers')
            .insert({ ticket_id: id, user_id: ida.id, added_at: new Date() })
          return id
        },
        says: 'not a support ticket',
      },
    ])
    .run(async ({ assert }, { into, says }) => {
      const ticket = await supportAt('taken', cast)
      const answer = await merge(cast.ida, ticket, await into(ticket, cast))
      assert.equal(answer.status, 422)
      assert.include(answer.text, says)
      const { lockVersion } = ticket
      await ticket.refresh()
      assert.include(ticket.$attributes, { status: 'open', lockVersion, mergedInto: null })
    })

  test('never in a circle: what was merged takes nothing', async ({ assert }) => {
    const [a, b, c] = [
      await supportAt('open', cast),
      await supportAt('open', cast),
      await supportAt('open', cast),
    ]
    assert.equal(await statusOf(merge(cast.ida, a, b.id)), 302)
    const back = await merge(cast.ida, b, a.id)
    assert.equal(back.status, 422)
    assert.include(back.text, 'was merged into another ticket itself')
    assert.equal(await statusOf(merge(cast.ida, b, c.id)), 302)
    assert.equal(await statusOf(merge(cast.ida, c, a.id)), 422)
    assert.equal(await statusOf(merge(cast.ida, a, c.id)), 403)
  })

  test('not by the requester nor his manager; strangers find nothing', async ({ assert }) => {
    const [source, target] = [await supportAt('taken', cast), await supportAt('open', cast)]
    for (const by of [cast.rosa, cast.max]) {
      assert.equal(await statusOf(merge(by, source, target.id)), 403)
    }
    assert.equal(await statusOf(merge(cast.fred, source, target.id)), 404)
    const own = [await askSupport(cast.ida), await askSupport(cast.ida)]
    assert.equal(await statusOf(merge(cast.ida, own[0], own[1].id)), 403)
    assert.equal(await statusOf(merge(cast.igor, own[0], own[1].id)), 302)
  })

  test('a closed one is not merged any more', async ({ assert }) => {
    const target = await supportAt('open', cast)
    const closed = await move(cast.rosa, await supportAt('taken', cast), 'withdraw')
    assert.equal(await statusOf(merge(cast.ida, closed, target.id)), 403)
  })
})
