import { test } from '@japa/runner'
import { InputFile } from 'grammy'
import env from '#start/env'
import { bot, botName } from '#services/telegram/bot'
import type { BotRefusal, BotUnreachable } from '#services/telegram/bot_errors'
import { judgeRefusal } from '#services/telegram/judge_refusal'
import { escapeHtml, say } from '#services/telegram/say'
import type { BotApi } from '#tests/support/bot_api'
import { useBot } from '#tests/support/telegram/use_bot'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

test.group('telegram / bot', (group) => {
  let api: BotApi
  group.each.setup(async () => {
    api = await useBot()
    return () => api.stop()
  })

  test('writes to a person who started it, with what people wrote escaped', async ({ assert }) => {
    const kim = api.person(11, 'Kim', { hasStarted: true })
    await say('11', `<b>Hello</b> ${escapeHtml('<i>a & "b"</i>')} https://desk.test/tickets/1`)
    const shown = api.last(kim)!
    assert.equal(shown.text, 'Hello <i>a & "b"</i> https://desk.test/tickets/1')
    assert.deepEqual(shown.entities, [{ type: 'bold', offset: 0, length: 5 }])
    assert.isFalse(shown.hasPreview)
  })

  test('sends photos and rewrites what it sent', async ({ assert }) => {
    const kim = api.person(11, 'Kim', { hasStarted: true })
    const { message_id: id } = await bot().sendPhoto(11, new InputFile(PNG, 'a.png'), {
      caption: 'A banner',
      reply_markup: { inline_keyboard: [[{ text: 'Approve', callback_data: 'x' }]] },
    })
    assert.equal(api.last(kim)!.photo!.bytes.compare(PNG), 0)
    assert.equal(api.last(kim)!.buttons[0][0].text, 'Approve')
    await bot().editMessageCaption(11, id, { caption: 'Approved' })
    assert.equal(api.last(kim)!.text, 'Approved')
    assert.isEmpty(api.last(kim)!.buttons)
    const again = await refusalOf(bot().editMessageCaption(11, id, { caption: 'Approved' }))
    assert.equal(judgeRefusal(again), 'settled')
  })

  test('asks for its name once in ten minutes', async ({ assert }) => {
    env.set('TELEGRAM_BOT_TOKEN', api.token)
    await botName()
    const asked = api.callsOf('getMe').length
    assert.equal(await botName(), 'countersign_test_bot')
    assert.equal(api.callsOf('getMe').length, asked)
  })

  test('says what the Bot API said, and never the token', async ({ assert }) => {
    const kim = api.person(11, 'Kim', { hasStarted: true })
    const unknown = (await refusalOf(say('99', 'Hello'))) as BotRefusal
    assert.include(unknown.message, '400 Bad Request: chat not found')
    api.block(kim)
    const blocked = (await refusalOf(say('11', 'Hello'))) as BotRefusal
    assert.equal(judgeRefusal(blocked), 'chat_gone')
    api.unblock(kim)
    const malformed = (await refusalOf(say('11', 'a < b'))) as BotRefusal
    assert.include(malformed.message, "can't parse entities")
    api.limit(7)
    const limited = (await refusalOf(say('11', 'Hello'))) as BotRefusal
    assert.equal(limited.retryAfter, 7)
    await api.down()
    const away = (await refusalOf(say('11', 'Hello'))) as BotUnreachable
    assert.match(away.message, /no connection \(E\w+\)/)
    await api.up()
    api.hang()
    const slow = await refusalOf(bot(0.2).getMe())
    assert.equal((slow as BotUnreachable).reason, 'no answer in time')
    env.set('TELEGRAM_BOT_TOKEN', '1:wrongwrongwrongwrongwrong')
    api.goOn()
    const wrong = (await refusalOf(bot().getMe())) as BotRefusal
    assert.equal(wrong.code, 401)
    for (const error of [unknown, blocked, limited, away, slow, wrong]) {
      assert.notInclude(everythingIn(error), api.token)
      assert.notInclude(everythingIn(error), 'wrongwrong')
      assert.notInclude(everythingIn(error), 'Hello')
    }
  })
})

async function refusalOf(call: Promise<unknown>): Promise<Error> {
  try {
    await call
  } catch (error) {
    return error as Error
  }
  throw new Error('it was not refused')
}

/** All that a log could write of an error. */
function everythingIn(error: Error): string {
  const names = Object.getOwnPropertyNames(error)
  return names.map((name) => String((error as any)[name])).join('\n') + JSON.stringify(error)
}
