import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { certificateKey } from '#services/certificates/certificate_key'
import { issueCertificate } from '#services/certificates/issue_certificate'
import { judgeCertificate } from '#services/certificates/judge_certificate'
import { keepCertificateKey } from '#services/certificates/keep_certificate_key'
import { readShortCode } from '#services/certificates/read_short_code'
import { shortAddress } from '#services/certificates/short_address'
import { signCertificate } from '#services/certificates/sign_certificate'
import { verifyCertificate } from '#services/certificates/verify_certificate'
import { trashTicket } from '#services/tickets/trash_ticket'
import { statusOf, textOf } from '#tests/support/accounts'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { Visitor } from '#tests/support/visitor'

const VERIFY = '/certificates/verify'

test.group('The check of a certificate', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  const issue = (ticket: Ticket, viewer: User = cast.maria) =>
    issueCertificate(ticket.id, viewer, i18nManager.locale('en'))

  test('verify whatever their order, spaces and accents are', async ({ assert }) => {
    const ticket = await ask(cast.maria, { title: 'Fiesta in Parañaque' })
    const signed = await issue(ticket)
    const texts = [
      JSON.stringify(signed),
      `\uFEFF${JSON.stringify(signed, null, '\t').replaceAll('\n', '\r\n')}\n`,
      JSON.stringify(backwards(signed)),
      JSON.stringify(signed).normalize('NFD'),
      JSON.stringify(signed).replaceAll('ñ', '\\u00f1'),
    ]
    for (const text of texts) assert.equal(await verdictOf(text), 'genuine')
  })

  test('verify no more once any value is changed, added or gone', async ({ assert }) => {
    const signed = await issue(await ticketAt('approved', cast))
    const places = leavesOf(signed)
    assert.isAbove(places.length, 80)
    for (const place of places) {
      const odd = structuredClone(signed)
      flip(odd, place)
      const { verdict } = await verifyCertificate(JSON.stringify(odd))
      assert.notEqual(verdict, 'genuine', place.join('.'))
    }
    for (const [add, part] of [
      ['certificate', 'x'],
      ['signature', 'x'],
      ['', 'x'],
    ]) {
      const odd: any = structuredClone(signed)
      Object.assign(add ? odd[add] : odd, { [part]: 1 })
      assert.equal(await verdictOf(JSON.stringify(odd)), 'altered', add)
    }
    const twice = JSON.stringify(signed).replace('"title":', '"title":"Another","title":')
    assert.equal(await verdictOf(twice), 'altered')
    const less: any = structuredClone(signed)
    less.certificate.decisions.pop()
    assert.equal(await verdictOf(JSON.stringify(less)), 'altered')
  })

  test('of an older key still verify; later ones of it, strange keys and desks do not', async ({
    assert,
  }) => {
    const { certificate } = await issue(await ask(cast.maria))
    const old = certificateKey('an older secret of this desk')
    const text = JSON.stringify(signCertificate(certificate, old))
    assert.equal(await verdictOf(text), 'unknown_key')
    await keepCertificateKey(old)
    assert.equal(await verdictOf(text), 'genuine')
    await keepCertificateKey()
    assert.equal(await verdictOf(text), 'genuine')
    const later = {
      ...certificate,
      issued: { ...certificate.issued, at: '2999-01-01T00:00:00.000Z' },
    }
    assert.equal(await verdictOf(JSON.stringify(signCertificate(later, old))), 'retired')
    const desk = { organisation: 'Elsewhere', url: 'https://desk.elsewhere.test' }
    const foreign = signCertificate({ ...certificate, desk }, certificateKey('somebody else’s'))
    const nonsense = { ...foreign, signature: { ...foreign.signature, keyId: 'a\0b' } }
    for (const one of [foreign, nonsense]) {
      assert.deepInclude(await verifyCertificate(JSON.stringify(one)), {
        verdict: 'other_desk',
        url: desk.url,
      })
    }
    await keepCertificateKey(old)
    assert.lengthOf(await db.from('certificate_keys').whereNull('retired_at'), 1)
  })

  test('are checked by anybody, from a file or its text, and nothing is kept', async ({
    assert,
  }) => {
    const signed = await issue(await ticketAt('approved', cast, { title: 'A <b>bold</b> banner' }))
    const stranger = new Visitor()
    const text = JSON.stringify(signed)
    const pasted = await stranger.post(VERIFY, { text })
    assert.equal(pasted.status, 200)
    assert.include(pasted.text, 'This certificate is genuine')
    assert.include(pasted.text, 'It holds: nothing was decided or changed')
    assert.include(pasted.text, 'A &lt;b&gt;bold&lt;/b&gt; banner')
    const form = new FormData()
    form.set('file', new Blob([JSON.stringify(signed, null, 2)]), 'certificate.json')
    assert.include(await textOf(stranger.post(VERIFY, form)), 'This certificate is genuine')
    const bent = text.replace('A <b>bold', 'B <b>bold')
    assert.include(
      await textOf(stranger.post(VERIFY, { text: bent })),
      'This certificate was altered'
    )
    assert.include(await textOf(stranger.get(VERIFY)), 'Check an approval certificate')
  })

  test('what is none gets a sentence, and never a fault', async ({ assert }) => {
    const stranger = new Visitor()
    const odd = [
      '',
      'x',
      'null',
      '[]',
      '{"certificate":1}',
      '"',
      '{"certificate":{"kind":{}}}',
      '[['.repeat(50_000),
    ]
    for (const text of odd) {
      const answer = await stranger.post(VERIFY, { text })
      assert.equal(answer.status, 422, text.slice(0, 40))
    }
    const { certificate, signature } = await issue(await ask(cast.maria))
    const depths = '['.repeat(20_000) + ']'.repeat(20_000)
    const text = JSON.stringify({ certificate: { ...certificate, x: 0 }, signature })
    const deep = text.replace('"x":0', `"x":${depths}`)
    assert.equal(await statusOf(stranger.post(VERIFY, { text: deep })), 200)
    const form = new FormData()
    form.set('file', new Blob(['x'.repeat(3 * 1024 * 1024)]), 'big.json')
    assert.equal(await statusOf(stranger.post(VERIFY, form)), 422)
  })

  test('tell a stranger with the paper whether it still holds, and nothing more', async ({
    assert,
  }) => {
    const ticket = await ticketAt('pending_creative', cast, { title: 'A secret banner' })
    const { certificate } = await issue(ticket)
    const path = shortAddress(certificate).slice(appUrl.length)
    const stranger = new Visitor()
    const page = await stranger.get(path)
    assert.include(page.text, 'This certificate is genuine')
    assert.include(page.text, `It holds: nothing was decided or changed in #${ticket.id} since.`)
    assert.include(page.text, certificate.hashes.brief.slice(0, 4))
    for (const secret of ['A secret banner', 'Maria', 'Ana ', 'Marketing']) {
      assert.notInclude(page.text, secret)
    }
    await move(cast.ben, ticket, 'approve')
    assert.include(await textOf(stranger.get(path)), 'Somebody has decided on')
    await db.from('approvals').where('ticket_id', ticket.id).update({ voided_at: new Date() })
    assert.include(await textOf(stranger.get(path)), 'A decision on it counts no more')
    await db.from('tickets').where('id', ticket.id).update({ brief_version: 2 })
    assert.include(await textOf(stranger.get(path)), 'has changed since')
    await db.from('approvals').where('ticket_id', ticket.id).update({ user_id: cast.ben.id })
    assert.include(await textOf(stranger.get(path)), 'records of that time say something else')
    await trashTicket(ticket.id, { by: cast.admin, channel: 'web' })
    assert.include(await textOf(stranger.get(path)), `#${ticket.id} is no longer on the desk`)
  })

  test('say the same of a wrong code whether the ticket exists or not', async ({ assert }) => {
    const ticket = await ticketAt('approved', cast)
    const { certificate } = await issue(ticket)
    const address = shortAddress(certificate)
    const [, id, seal] = /certificates\/([^?]+)\?sig=(.+)$/.exec(address)!
    const other = await ask(cast.maria)
    for (const number of [other.id, 999_999]) {
      const odd = id.replace(/^\d+/, String(number))
      assert.deepEqual(await readShortCode(odd, seal), { verdict: 'altered' })
      const page = await new Visitor().get(`/certificates/${odd}?sig=${seal}`)
      assert.notInclude(page.text, 'since')
    }
    for (let at = 0; at < seal.length; at += 7) {
      const odd = seal.slice(0, at) + (seal[at] === '1' ? '2' : '1') + seal.slice(at + 1)
      assert.notEqual(await verdictOfCode(id, odd), 'genuine', `${at}`)
    }
    for (const odd of [undefined, '', ['a'], 'x'.repeat(5000)]) {
      assert.equal(await verdictOfCode(id, odd), 'altered')
    }
    assert.equal(await statusOf(new Visitor().get('/certificates/abc?sig[]=1')), 200)
  })

  test('of a purged ticket are genuine, and say that it is gone', async ({ assert }) => {
    const signed = await issue(await ask(cast.maria))
    signed.certificate.ticket.number = 999_999
    const gone = signCertificate(signed.certificate)
    const judged = await judgeCertificate(JSON.stringify(gone))
    assert.containsSubset(judged, { verdict: 'genuine', since: 'gone' })
  })
})

async function verdictOf(text: string): Promise<string> {
  const { verdict } = await verifyCertificate(text)
  return verdict
}

async function verdictOfCode(id: string, seal: unknown): Promise<string> {
  const { verdict } = await readShortCode(id, seal)
  return verdict
}

/** The same with every list of keys turned round. */
function backwards(value: any): any {
  if (Array.isArray(value)) return value.map(backwards)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, backwards(inner)])
  )
}

/** The places of all values that hold no others. */
function leavesOf(value: any, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}

function flip(root: any, path: (string | number)[]): void {
  const last = path.at(-1)!
  const holder = path.slice(0, -1).reduce((inner, key) => inner[key], root)
  const value = holder[last]
  if (typeof value === 'string') holder[last] = (value[0] === 'a' ? 'b' : 'a') + value.slice(1)
  else if (typeof value === 'number') holder[last] = value + 1
  else holder[last] = value === null ? 0 : !value
}
