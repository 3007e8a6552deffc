import { test } from '@japa/runner'
import type Ticket from '#models/ticket'
import { deliver } from '#tests/support/deliverables'
import { guestAt, invite } from '#tests/support/guests'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt } from '#tests/support/tickets'
import { SECRETS, toldPhoto } from '#tests/support/told_files'
import { visit } from '#tests/support/visitor'

test.group('The original that a guest gets', (group) => {
  let cast: Cast
  let ticket: Ticket
  shareDesk(group, async () => {
    cast = await makeCast()
    ticket = await ticketAt('in_progress', cast)
    return [cast, ticket]
  })

  test('says nothing of camera and place, whole and in parts; people of the desk get the stored one', async ({
    assert,
  }) => {
    const body = await toldPhoto('jpeg')
    const photo = await deliver(cast.kim, ticket, { name: 'photo.jpg', mime: 'image/jpeg', body })
    const base = await invite(cast.maria, ticket, [photo.deliverable])
    const gus = await guestAt(base)
    const path = `${base}/files/${photo.file.id}`

    const whole = await gus.raw('GET', path)
    assert.deepEqual([whole.status, whole.headers.get('content-type')], [200, 'image/jpeg'])
    assert.equal(whole.headers.get('cache-control'), 'no-store')
    const bytes = Number(whole.headers.get('content-length'))
    assert.isBelow(bytes, body.length)
    for (const secret of SECRETS) assert.notInclude(whole.text, secret)
    const etag = whole.headers.get('etag')!
    const headers = { 'range': `bytes=${bytes - 2}-`, 'if-range': etag }
    const part = await gus.raw('GET', path, { headers })
    assert.deepEqual(
      [part.status, part.headers.get('content-range'), part.headers.get('content-length')],
      [206, `bytes ${bytes - 2}-${bytes - 1}/${bytes}`, '2']
    )
    const known = await gus.raw('GET', path, { headers: { 'if-none-match': etag } })
    assert.equal(known.status, 304)

    const kim = await visit(cast.kim)
    const stored = await kim.raw('GET', `/tickets/${ticket.id}/attachments/${photo.file.id}`)
    assert.equal(stored.headers.get('content-length'), String(body.length))
    assert.include(stored.text, SECRETS[0])
    assert.notEqual(stored.headers.get('etag'), etag)
  })

  test('stays with the desk where that cannot be taken out, and the page says so', async ({
    assert,
  }) => {
    const raw = await deliver(cast.kim, ticket, {
      ...{ name: 'photo.cr2', mime: 'image/x-canon-cr2', body: Buffer.from('II*\0 raw') },
    })
    const base = await invite(cast.maria, ticket, [raw.deliverable])
    const gus = await guestAt(base)
    const page = await gus.get(`${base}/deliverables/${raw.deliverable.id}`)
    assert.include(page.text, 'The original stays here')
    assert.notInclude(page.text, `/files/${raw.file.id}"`)
    const asked = await gus.get(`${base}/files/${raw.file.id}`)
    assert.equal(asked.status, 403)
    assert.include(asked.text, 'The original stays here')
  })
})
