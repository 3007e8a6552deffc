import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { changePassword } from '#services/accounts/change_password'
import { deactivatePerson } from '#services/people/deactivate_person'
import { lockPerson } from '#services/people/lock_person'
import { placePerson } from '#services/people/place_person'
import { versionOf } from '#services/people/with_locked_person'
import { handleUpdate } from '#services/telegram/handle_update'
import { sendNotes } from '#services/telegram/notes/send_notes'
import { auditOf, onACleanDesk } from '#tests/support/accounts'
import type { ApiUser, BotApi } from '#tests/support/bot_api'
import { makeCast, PASSWORD, type Cast } from '#tests/support/people'
import { useBot } from '#tests/support/telegram/use_bot'
import { visit, type Visitor } from '#tests/support/visitor'

test.group('Linking a Telegram account', (group) => {
  let api: BotApi
  let cast: Cast
  let page: Visitor
  let phone: ApiUser
  onACleanDesk(group)
  group.each.setup(async () => {
    api = await useBot()
    cast = await makeCast()
    page = await visit(cast.ana)
    phone = api.person(501, 'Ana')
    return () => api.stop()
  })

  const sendWords = () => sendNotes(new AbortController().signal)
  const said = (who = phone) => api.last(who)?.text ?? ''
  const chatOf = async ({ id }: User) => {
    const row = await db.from('users').where('id', id).firstOrFail()
    return row.telegram_chat_id as string | null
  }

  /** Makes a code on the page. @returns what its link hands to the bot */
  async function makeCode(visitor = page): Promise<string> {
    const { text, status } = await visitor.post('/me/telegram/codes')
    if (status !== 200) throw new Error(text)
    return /https:\/\/t\.me\/countersign_test_bot\?start=([\w-]{22})"/.exec(text)![1]
  }

  async function claim(visitor = page, by = phone): Promise<string> {
    await handleUpdate(api.say(by, `/start ${await makeCode(visitor)}`))
    const { text } = await visitor.get('/me/telegram')
    return /name="claim" value="(\d+)"/.exec(text)?.[1] ?? ''
  }

  async function link(visitor = page, by = phone) {
    const answer = await visitor.post('/me/telegram', { claim: await claim(visitor, by) })
    await sendWords()
    return answer
  }

  test('takes a code, the bot and a word on the page', async ({ assert }) => {
    const { text } = await page.get('/me/telegram')
    assert.include(text, 'Link Telegram')
    const id = await claim()
    assert.include(said(), 'Confirm on the page')
    assert.isNull(await chatOf(cast.ana))
    const shown = await page.get('/me/telegram')
    assert.include(shown.text, 'Ana (@ana_tg) sent your code')
    const answer = await page.post('/me/telegram', { claim: id })
    assert.equal(answer.location, '/me/telegram')
    assert.equal(await chatOf(cast.ana), '501')
    await sendWords()
    assert.include(said(), 'Linked to the account of Ana Test')
    assert.include(await auditOf(cast.ana.id), 'telegram_linked')
    const after = await page.get('/me/telegram')
    assert.include(after.text, 'Ana (@ana_tg), since today')
  })

  test('takes the hash of a code for no code, however the command is written', async ({
    assert,
  }) => {
    await makeCode()
    const { code_hash: hash } = await db
      .from('telegram_link_codes')
      .where('user_id', cast.ana.id)
      .firstOrFail()
    for (const command of ['/start', '/START', '/Start@countersign_test_bot', '/start  ']) {
      await handleUpdate(api.say(phone, `${command} ${hash}`))
      assert.include(said(), 'This code', command)
    }
    const row = await db.from('telegram_link_codes').where('user_id', cast.ana.id).firstOrFail()
    assert.isNull(row.chat_id)
    await handleUpdate(api.say(phone, `/START@countersign_test_bot ${await makeCode()}`))
    assert.include(await page.get('/me/telegram').then(({ text }) => text), 'name="claim"')
  })

  test('keeps the code as its hash alone, also while the update waits', async ({ assert }) => {
    const code = await makeCode()
    const { keepUpdates } = await import('#services/telegram/intake/keep_updates')
    await keepUpdates([api.say(phone, `/start ${code}`)])
    const { rows } = await db.rawQuery(
      `select (select string_agg(t::text, '') from telegram_updates t) || (select string_agg(c::text, '') from telegram_link_codes c) as all`
    )
    assert.notInclude(rows[0].all, code)
    const { text } = await page.get('/me/telegram')
    assert.notInclude(text, code)
  })

  test('a code works once, for the first account that sends it, for ten minutes', async ({
    assert,
  }) => {
    const other = api.person(502, 'Eve')
    const code = await makeCode()
    await handleUpdate(api.say(phone, `/start ${code}`))
    await handleUpdate(api.say(other, `/start ${code}`))
    assert.include(said(other), 'not valid')
    const { text } = await page.get('/me/telegram')
    assert.notInclude(text, 'Eve')
    const claimId = /name="claim" value="(\d+)"/.exec(text)![1]
    const newer = await makeCode()
    const dead = await page.post('/me/telegram', { claim: claimId })
    assert.equal(dead.status, 409)
    assert.include(dead.text, 'run out or was replaced')
    clock.moveTo(clock.now().plus({ minutes: 11 }))
    await handleUpdate(api.say(phone, `/start ${newer}`))
    assert.include(said(), 'not valid')
    await handleUpdate(api.say(phone, '/start nonsense'))
    assert.include(said(), 'not valid')
    assert.isNull(await chatOf(cast.ana))
  })

  test('a claim that nobody confirms in time links nothing', async ({ assert }) => {
    const id = await claim()
    clock.moveTo(clock.now().plus({ minutes: 11 }))
    const answer = await page.post('/me/telegram', { claim: id })
    assert.equal(answer.status, 409)
    assert.isNull(await chatOf(cast.ana))
  })

  test('"Not me" kills the code', async ({ assert }) => {
    const id = await claim()
    await page.post('/me/telegram/codes/refuse')
    await sendWords()
    assert.include(said(), 'declined')
    const late = await page.post('/me/telegram', { claim: id })
    assert.equal(late.status, 409)
    assert.isNull(await chatOf(cast.ana))
    assert.include(await auditOf(cast.ana.id), 'telegram_refused')
  })

  test("nobody confirms another person's claim", async ({ assert }) => {
    const id = await claim()
    const stranger = await visit(cast.rico)
    const answer = await stranger.post('/me/telegram', { claim: id })
    assert.equal(answer.status, 409)
    assert.isNull(await chatOf(cast.rico))
    for (const nasty of ['', 'x', '-1', '1e3', '99999999999999999999', `${id} or 1=1`]) {
      const bad = await page.post('/me/telegram', { claim: nasty })
      assert.oneOf(bad.status, [302, 409, 422], nasty)
    }
    assert.isNull(await chatOf(cast.ana))
  })

  test('one Telegram account belongs to one person', async ({ assert }) => {
    await link()
    const ben = await visit(cast.ben)
    const id = await claim(ben, phone)
    assert.include(said(), 'linked to another account')
    const answer = await ben.post('/me/telegram', { claim: id })
    assert.equal(answer.status, 409)
    assert.include(answer.text, 'linked to somebody else here')
    assert.isNull(await chatOf(cast.ben))
    assert.equal(await chatOf(cast.ana), '501')
  })

  test('a second account takes the place of the first', async ({ assert }) => {
    await link()
    const tablet = api.person(503, 'AnaHome')
    await link(page, tablet)
    assert.equal(await chatOf(cast.ana), '503')
    assert.include(said(phone), 'The link has ended')
    assert.include(said(tablet), 'Linked to')
  })

  test('ends on the page, and with /stop', async ({ assert }) => {
    await link()
    const answer = await page.post('/me/telegram/end')
    assert.equal(answer.location, '/me/telegram')
    assert.isNull(await chatOf(cast.ana))
    await sendWords()
    assert.include(said(), 'The link has ended')
    await link()
    await handleUpdate(api.say(phone, '/stop'))
    await sendWords()
    assert.isNull(await chatOf(cast.ana))
    assert.include(said(), 'The link has ended')
    await handleUpdate(api.say(phone, '/mine'))
    assert.include(said(), 'not linked')
    const unlinked = await auditOf(cast.ana.id)
    assert.lengthOf(
      unlinked.filter((action) => action === 'telegram_unlinked'),
      2
    )
  })

  test('ends with a lock, a deactivation and another password; not with another place', async ({
    assert,
  }) => {
    const olga = { by: cast.admin, channel: 'web' as const }
    const ends = {
      password: () =>
        changePassword(
          { currentPassword: PASSWORD, password: 'four other words here' },
          { by: cast.ana, channel: 'web' }
        ),
      lock: () => lockPerson(cast.ben.id, olga),
      deactivation: () => deactivatePerson(cast.kim.id, { seen: 0 }, olga),
    }
    const people = { password: cast.ana, lock: cast.ben, deactivation: cast.kim }
    for (const [name, end] of Object.entries(ends)) {
      const person = people[name as keyof typeof people]
      const account = api.person(600 + person.id, name)
      await link(await visit(person), account)
      assert.equal(await chatOf(person), String(account.id), name)
      await end()
      await sendWords()
      assert.isNull(await chatOf(person), name)
      assert.include(said(account), 'has ended because', name)
      await handleUpdate(api.say(account, '/mine'))
      assert.include(said(account), 'not linked', name)
    }
    const joy = api.person(700, 'Joy')
    await link(await visit(cast.joy), joy)
    const { departmentId } = cast.joy
    const version = versionOf(await cast.joy.refresh())
    await placePerson(cast.joy.id, { role: 'manager', departmentId, version }, olga)
    assert.equal(await chatOf(cast.joy), '700')
  })

  test('shows the code although Telegram is away, and says why there is no link', async ({
    assert,
  }) => {
    await api.down()
    const { text, status } = await page.post('/me/telegram/codes')
    assert.equal(status, 200)
    assert.match(text, /\/start [\w-]{22}|countersign_test_bot/)
    assert.notInclude(text, api.token)
    await api.up()
  })

  test('the page that waits is told when the code was sent', async ({ assert }) => {
    const code = await makeCode()
    const htmx = { 'hx-request': 'true' }
    const waiting = await page.get('/me/telegram/codes', htmx)
    assert.equal(waiting.status, 204)
    assert.isNull(waiting.headers.get('hx-redirect'))
    await handleUpdate(api.say(phone, `/start ${code}`))
    const come = await page.get('/me/telegram/codes', htmx)
    assert.equal(come.headers.get('hx-redirect'), '/me/telegram')
  })
})

test.group('A desk without a bot', (group) => {
  onACleanDesk(group)

  test('shows nothing of Telegram', async ({ assert }) => {
    const { ana } = await makeCast()
    const page = await visit(ana)
    const { text } = await page.get('/me/profile')
    assert.notInclude(text, 'Telegram')
    for (const path of ['/me/telegram', '/me/telegram/codes']) {
      const { status } = await page.get(path)
      assert.equal(status, 404)
    }
    const made = await page.post('/me/telegram/codes')
    assert.equal(made.status, 404)
    const called = await page.raw('POST', '/telegram/updates', { body: '{}' })
    assert.equal(called.status, 404)
  })
})
