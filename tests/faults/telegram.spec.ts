import { test } from '@japa/runner'
import env from '#start/env'
import { answerPress } from '#services/telegram/answer_press'
import { deliverTelegram } from '#services/telegram/deliver_telegram'
import { PACE } from '#services/telegram/pace'
import { BotApi } from '#tests/support/bot_api'
import { buttonsOf, dataOf } from '#tests/support/bot_desk'
import { allSent, gatherCrowd, type Crowd } from '#tests/support/crowd_of_approvers'
import { figures } from '#tests/support/figures'
import { openDesk, type LiveDesk } from '#tests/support/race'
import { ask, move } from '#tests/support/tickets'

/** Committed data, real processes, a Bot API server that hangs, dies and comes back. */
test.group('Telegram with everything committed', (group) => {
  const api = new BotApi()
  let desk: LiveDesk
  let crowd: Crowd

  group.setup(async () => {
    await api.start()
    env.set('TELEGRAM_BOT_TOKEN', api.token)
    env.set('TELEGRAM_API_ROOT', api.root)
    desk = await openDesk(1, api.env)
    crowd = await gatherCrowd(desk, api, 6)
    return async () => {
      await desk.close()
      env.set('TELEGRAM_BOT_TOKEN', '')
      env.set('TELEGRAM_API_ROOT', '')
      await api.stop()
    }
  })

  test('pressed in Telegram and on the page at once: one decision, and all cards agree', async ({
    assert,
  }) => {
    const pace = { ...PACE }
    Object.assign(PACE, { all: 0, chat: 0 })
    const [ana, anton] = crowd.people
    const [page] = await desk.visitors(anton.user)
    const outcomes: Record<string, number> = {}
    for (let n = 0; n < 9; n += 1) {
      const ticket = await ask(desk.cast.maria)
      await deliverTelegram()
      const card = api.last(ana.account)!
      const id = api.pressData(ana.account, card, dataOf(card, 'Approve'))
      const update = api.updates.waiting.find((one) => one.callback_query?.id === id)!
      const press = () => answerPress(update.callback_query)
      const post = () =>
        page.post(`/tickets/${ticket.id}/transitions/${n % 3 ? 'approve' : 'reject'}`, {
          step: 'department',
          round: 1,
          brief_version: 1,
          note: 'No.',
        })
      const pressed = n % 2 ? [press(), press()] : []
      const [answer] = await Promise.all([post(), ...pressed, press()])
      const rows = await desk.database.rows(
        `select decision, channel from approvals where ticket_id = $1`,
        [ticket.id]
      )
      assert.lengthOf(rows, 1)
      const said = api.answers.get(id)!
      const isByPress = rows[0].channel === 'telegram'
      assert.equal(answer.status, isByPress ? 409 : 302)
      if (!isByPress) assert.include(said.text, 'Anton Test has already')
      outcomes[rows[0].channel] = (outcomes[rows[0].channel] ?? 0) + 1
      await deliverTelegram()
      for (const { account } of crowd.people) {
        assert.deepEqual(buttonsOf(api.last(account)!), ['Open'])
      }
    }
    Object.assign(PACE, pace)
    figures('pressed on two surfaces at once', outcomes)
  }).timeout(60_000)

  test('cards of what is decided while Telegram is away are rewritten after a restart', async ({
    assert,
  }) => {
    await desk.processes.worker(api.env)
    const ticket = await ask(desk.cast.maria)
    await allSent(desk, 30)
    await api.down()
    await move(desk.cast.admin, ticket, 'approve')
    await desk.processes.endAll()
    await api.up()
    await desk.processes.worker(api.env)
    await allSent(desk, 60)
    for (const { account } of crowd.people) {
      const card = api.last(account)!
      assert.deepEqual(buttonsOf(card), ['Open'])
      assert.include(card.text, 'Approved by Olga Test')
    }
  }).timeout(120_000)
})
