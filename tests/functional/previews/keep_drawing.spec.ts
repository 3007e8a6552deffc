import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import drive from '@adonisjs/drive/services/main'
import Attachment from '#models/attachment'
import clock from '#services/clock'
import { claimPreview } from '#services/previews/claim_preview'
import { keepDrawing } from '#services/previews/keep_drawing'
import { deliver, stageMade } from '#tests/support/deliverables'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'

test.group('What was drawn', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })
  const webp = { screen: Buffer.from('screen'), thumbnail: Buffer.from('thumbnail') }

  test('goes with a file that went meanwhile', async ({ assert }) => {
    const id = await stageMade(cast.kim, { name: 'plan.pdf', mime: 'application/pdf' })
    await db.from('attachments').where('id', id).update({ preview: 'waiting' })
    const claimed = (await claimPreview())!
    await db.from('attachments').where('id', id).delete()
    await keepDrawing(claimed, { media: {}, ...webp })
    for (const kind of ['screen', 'thumbnail']) {
      assert.isFalse(await drive.use().exists(`${claimed.drive_key}.${kind}.webp`), kind)
    }
  })

  test('stays when two workers drew the same file', async ({ assert }) => {
    const id = await stageMade(cast.kim, { name: 'plan.pdf', mime: 'application/pdf' })
    await db.from('attachments').where('id', id).update({ preview: 'waiting' })
    const claimed = (await claimPreview())!
    for (const drawing of [webp, webp]) await keepDrawing(claimed, { media: {}, ...drawing })
    const { screenKey, thumbnailKey } = await Attachment.findOrFail(id)
    for (const key of [screenKey, thumbnailKey]) assert.isTrue(await drive.use().exists(key!))
  })

  test('is nobody else’s for a while, and leaves a thumbnail that is there', async ({ assert }) => {
    const id = await stageMade(cast.kim, { name: 'clip.mp4', mime: 'video/mp4' })
    const poster = { preview: 'waiting', thumbnail_key: 'attachments/t/poster' }
    await db.from('attachments').where('id', id).update(poster)
    const claimed = (await claimPreview())!
    assert.isNull(await claimPreview())
    const nonsense = { width: Number.NaN, height: 2 ** 40, duration: Infinity, pages: -1 }
    await keepDrawing(claimed, { media: { format: 'mp4' }, ...nonsense, ...webp })
    const file = await Attachment.findOrFail(id)
    assert.deepInclude(file.serialize(), { preview: 'ready', thumbnailKey: poster.thumbnail_key })
    assert.deepEqual(
      [file.width, file.height, file.durationMs, file.pages],
      [null, null, null, null]
    )
  })

  test('is checked by the rules of the desk', async ({ assert }) => {
    const ticket = await ticketAt('in_progress', cast)
    const now = clock.now().toJSDate()
    const checks = JSON.stringify({ media: 'video', longest: 15 })
    await db
      .table('preflight_rules')
      .insert({ name: 'Short', checks, created_at: now, updated_at: now })
    const { file } = await deliver(cast.kim, ticket, { name: 'clip.mp4', mime: 'video/mp4' })
    const verdict = async () => {
      const { preflight } = await Attachment.findOrFail(file.id)
      return preflight[0].results[0].verdict
    }
    assert.equal(await verdict(), 'unknown')
    await db.from('attachments').where('id', file.id).update({ preview: 'waiting' })
    await keepDrawing((await claimPreview())!, { media: {}, duration: 20_000 })
    assert.equal(await verdict(), 'failed')
    await ticket.refresh()
    assert.equal(ticket.preflightFailing, 1)
  })
})
