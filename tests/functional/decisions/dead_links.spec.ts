import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import type Ticket from '#models/ticket'
import User from '#models/user'
import { endAccess } from '#services/accounts/end_access'
import { DEFAULTS } from '#services/settings/read_settings'
import { saveSettings } from '#services/settings/save_settings'
import { saveDepartment } from '#services/master_data/save_department'
import clock from '#services/clock'
import { deactivatePerson, reactivatePerson } from '#services/people/deactivate_person'
import { lockPerson, unlockPerson } from '#services/people/lock_person'
import { placePerson } from '#services/people/place_person'
import { versionOf } from '#services/people/with_locked_person'
import { editBrief } from '#services/tickets/edit_brief'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { onACleanDesk, statusOf, textOf } from '#tests/support/accounts'
import { linkFor } from '#tests/support/decision_links'
import { actions, told } from '#tests/support/events'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ask, move, ticketAt } from '#tests/support/tickets'
import { visit, Visitor } from '#tests/support/visitor'

const web = (by: User) => ({ by, channel: 'web' as const })
const TITLE = 'A very private banner'

let cast: Cast
let ticket: Ticket
/** Ben's link for the creative step. */
let path: string

async function press(link: string, decision = 'approve') {
  const visitor = new Visitor()
  await visitor.csrfToken()
  return visitor.post(link, { decision, note: 'Because.' })
}

async function edit(changes: object) {
  await ticket.refresh()
  const form = { ...ticket.$attributes, lockVersion: ticket.lockVersion, ...changes }
  return editBrief(ticket.id, form as never, web(cast.maria))
}

async function place(person: User, form: { role?: User['role']; department?: string }) {
  const now = await User.findOrFail(person.id)
  const department = await Department.findByOrFail('name', form.department ?? 'Creative')
  const placed = {
    role: form.role ?? now.role,
    departmentId: department.id,
    version: versionOf(now),
  }
  return placePerson(person.id, { ...placed, seen: 0 }, web(cast.admin))
}

async function name(managerId?: number) {
  const creative = await Department.findByOrFail('name', 'Creative')
  const form = { name: 'Creative', managerId, isCreative: true, isActive: true, understood: true }
  return saveDepartment(creative.id, form, web(cast.admin))
}

/** What ends a link, and whether its page may still name the ticket and who decided. */
const DEATHS: [string, () => Promise<unknown>, RegExp | null][] = [
  [
    'decided by another',
    () => move(cast.admin, ticket, 'approve'),
    /Olga Test has already approved/,
  ],
  [
    'decided by himself elsewhere',
    () => move(cast.ben, ticket, 'approve'),
    /You have already approved/,
  ],
  [
    'rejected by another',
    () => move(cast.admin, ticket, 'reject', { note: 'No.' }),
    /Olga Test has already rejected/,
  ],
  ['the brief changed', () => edit({ title: 'Another title' }), null],
  ['put into the trash', () => trashTicket(ticket.id, web(cast.maria)), null],
  [
    'trashed and restored',
    async () => {
      await trashTicket(ticket.id, web(cast.maria))
      await restoreTicket(ticket.id, web(cast.admin))
    },
    null,
  ],
  ['a newer link', () => linkFor(cast.ben, ticket), /later mail about #\d+/],
  ['locked by an admin', () => lockPerson(cast.ben.id, web(cast.admin)), null],
  [
    'locked and unlocked',
    async () => {
      await lockPerson(cast.ben.id, web(cast.admin))
      await unlockPerson(cast.ben.id, web(cast.admin))
    },
    null,
  ],
  ['demoted', () => place(cast.ben, { role: 'member' }), null],
  [
    'demoted and promoted again',
    async () => {
      await place(cast.ben, { role: 'member' })
      await place(cast.ben, { role: 'manager' })
    },
    null,
  ],
  ['moved', () => place(cast.ben, { department: 'Sales' }), null],
  [
    'deactivated and reactivated',
    async () => {
      await deactivatePerson(cast.ben.id, { seen: 0 }, web(cast.admin))
      await reactivatePerson(cast.ben.id, web(cast.admin))
    },
    null,
  ],
  ['another password', async () => db.transaction((trx) => endAccess(trx, cast.ben)), null],
  ['72 hours', async () => clock.moveTo(clock.now().plus({ hours: 72, minutes: 1 })), null],
]

test.group('A dead link', (group) => {
  shareDesk(group, async () => {
    cast = await makeCast()
    // Somebody else decides for Creative too, so that no admin has to.
    await makePerson({ username: 'bea', role: 'manager', department: 'Creative' })
    ticket = await ticketAt('pending_creative', cast, { title: TITLE })
    path = await linkFor(cast.ben, ticket)
    return [cast, ticket, path]
  })

  for (const [death, kill, says] of DEATHS) {
    test(`decides nothing and gives nothing away: ${death}`, async ({ assert }) => {
      assert.equal(await statusOf(new Visitor().get(path)), 200)
      await kill()
      const before = await actions(ticket.id)
      const page = await new Visitor().get(path)
      assert.equal(page.status, 410)
      const pressed = await press(path)
      assert.include([409, 410], pressed.status)
      for (const { text } of [page, pressed]) {
        assert.notInclude(text, TITLE)
        assert.notInclude(text, '<form')
        assert.notMatch(text, /translation missing|undefined|\[object/)
        if (says) assert.match(text, says)
      }
      assert.deepEqual(await actions(ticket.id), before)
    })
  }

  test('says who decided to nobody who may see the ticket no longer', async ({ assert }) => {
    await move(cast.admin, ticket, 'approve')
    await place(cast.ben, { department: 'Sales' })
    const text = await textOf(new Visitor().get(path))
    assert.include(text, 'This link no longer counts')
    assert.notInclude(text, 'Olga')
    assert.notInclude(text, `#${ticket.id}`)
  })

  test('of a manager who was replaced stays dead; named again, he is asked anew', async ({
    assert,
  }) => {
    const lead = await makePerson({ username: 'lead', role: 'manager', department: 'Operations' })
    const other = await makePerson({ username: 'other', role: 'manager', department: 'Operations' })
    await name(lead.id)
    const first = await linkFor((await User.asActor(lead.id))!, ticket)
    await name(other.id)
    assert.equal(await statusOf(new Visitor().get(first)), 410)
    await name(lead.id)
    assert.equal(await statusOf(new Visitor().get(first)), 410)
    assert.include([409, 410], await statusOf(press(first)))
    const asked = await told(ticket.id, 'pending_creative')
    assert.lengthOf(
      asked.filter((id) => id === lead.id),
      2
    )
    const second = await linkFor((await User.asActor(lead.id))!, ticket)
    assert.equal(await statusOf(new Visitor().get(second)), 200)
  })

  test('an account under attack keeps its links', async ({ assert }) => {
    const until = clock.now().plus({ minutes: 20 })
    await User.query().where('id', cast.ben.id).update({ locked_until: until.toJSDate() })
    assert.equal(await statusOf(press(path)), 303)
  })

  test('is not minted for somebody who does not decide', async ({ assert }) => {
    for (const person of [cast.maria, cast.ana, cast.kim, cast.rico]) {
      await assert.rejects(() => linkFor(person, ticket), /does not wait/)
    }
  })

  test('forged and unknown ones look alike, and too many have to wait', async ({ assert }) => {
    const forged = [
      path.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      `/decisions/${'A'.repeat(43)}`,
      '/decisions/x',
      `/decisions/${encodeURIComponent("' or 1=1 --")}`,
    ]
    const pages = []
    for (const link of forged) {
      const { status, text } = await new Visitor().get(link)
      assert.equal(status, 404)
      pages.push(text.replace(/content="[^"]*"/g, '').replace(/nonce="[^"]*"/g, ''))
      assert.equal(await statusOf(press(link)), 404)
    }
    assert.lengthOf([...new Set(pages)], 1)
    const statuses = []
    for (let tries = 0; tries < 24; tries++) {
      statuses.push(await statusOf(new Visitor().get('/decisions/x')))
    }
    assert.deepEqual([statuses[21], statuses[22]], [404, 429])
    assert.equal(await statusOf(new Visitor().get(path)), 200, 'a real one still opens')
  })

  test('only the hash of a token is kept', async ({ assert }) => {
    const row = await db.from('decision_tokens').where('user_id', cast.ben.id).firstOrFail()
    const token = path.split('/').pop()!
    assert.equal(Buffer.from(token, 'base64url').length, 32)
    assert.notInclude(JSON.stringify(row), token)
    assert.lengthOf(row.token_hash, 64)
  })
})

test.group('A link that needs sign-in', (group) => {
  onACleanDesk(group)
  group.each.setup(async () => {
    cast = await makeCast()
    ticket = await ask(cast.maria, { title: TITLE })
    path = await linkFor(cast.ana, ticket)
    await saveSettings({ ...DEFAULTS, linksNeedSignIn: true }, web(cast.admin))
    return async () => {
      const { forgetSettings } = await import('#services/settings/read_settings')
      forgetSettings()
    }
  })

  test('asks for it first, and comes back', async ({ assert }) => {
    const visitor = new Visitor()
    const page = await visitor.get(path)
    assert.equal(page.status, 403)
    assert.notInclude(page.text, TITLE)
    assert.include(page.text, `/login?back=${encodeURIComponent(path)}`)
    assert.equal(await statusOf(visitor.post(path, { decision: 'approve' })), 403)
    const signedIn = await visitor.post('/login', {
      name: 'ana',
      password: 'correct horse battery',
      back: path,
    })
    assert.equal(signedIn.location, path)
    assert.include(await textOf(visitor.get(path)), TITLE)
    assert.equal(await statusOf(visitor.post(path, { decision: 'approve' })), 303)
  })

  test('works for nobody else', async ({ assert }) => {
    for (const person of [cast.admin, cast.ben, cast.maria]) {
      const visitor = await visit(person)
      const page = await visitor.get(path)
      assert.equal(page.status, 403)
      assert.notInclude(page.text, TITLE)
      assert.equal(await statusOf(visitor.post(path, { decision: 'approve' })), 403)
    }
    assert.deepEqual(await actions(ticket.id), ['created'])
  })

  test('is a setting that admins change, with an audit entry', async ({ assert }) => {
    const olga = await visit(cast.admin)
    const fields = {
      fileMegabytes: '50',
      filesPerTicket: '20',
      confirmAfterDays: '0',
      closeAfterDays: '7',
      trashDays: '0',
    }
    assert.match(await textOf(olga.get('/admin/settings')), /name="linksNeedSignIn"[^>]* checked/)
    assert.equal(await statusOf(olga.post('/admin/settings', fields)), 302)
    assert.equal(await statusOf(new Visitor().get(path)), 200)
    const audit = await db.from('audit_events').orderBy('id', 'desc').firstOrFail()
    assert.deepInclude(audit.changes, { field: 'linksNeedSignIn', before: 'true', after: 'false' })
  })
})
