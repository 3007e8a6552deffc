import { test } from '@japa/runner'
import { handleUpdate } from '#services/telegram/handle_update'
import { makeLinkCode } from '#services/telegram/linking/link_codes'
import { onACleanDesk } from '#tests/support/accounts'
import type { BotApi } from '#tests/support/bot_api'
import { makeCast } from '#tests/support/people'
import { useBot } from '#tests/support/telegram/use_bot'

test.group('telegram / linking', (group) => {
  let api: BotApi
  onACleanDesk(group)
  group.each.setup(async () => {
    api = await useBot()
    return () => api.stop()
  })

  test('a code makes a claim', async ({ assert }) => {
    const { ana } = await makeCast()
    const tg = api.person(501, 'Ana')
    const { code } = await makeLinkCode(ana)
    await handleUpdate(api.say(tg, `/start ${code}`))
    assert.include(api.last(tg)!.text, 'Confirm on the page')
    await handleUpdate(api.say(tg, '/mine'))
    assert.include(api.last(tg)!.text, 'not linked')
  })
})
