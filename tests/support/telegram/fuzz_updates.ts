import type { ApiUser, BotApi } from '#tests/support/bot_api'

const VALUES: unknown[] = [
  null,
  undefined,
  true,
  0,
  -1,
  1.5,
  1e300,
  2 ** 53,
  Number.NaN,
  '',
  'x',
  '\0',
  '\ud800',
  'x'.repeat(10_000),
  '/stop\0',
  [],
  {},
  [[]],
  { length: 1e9 },
  { toString: 1, constructor: null, __proto__: 2 },
  '<b>',
  "'; drop table users; --",
]

/**
 * Updates with one or more parts replaced by nonsense, the same ones in each run.
 * @param person somebody whose account is linked: a real update of his is what is spoilt
 */
export function* fuzzUpdates(api: BotApi, person: ApiUser, count: number): Generator<unknown> {
  yield* VALUES
  let seed = 7
  const pick = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  const chat = { id: person.id, type: 'private', first_name: 'A' }
  for (let i = 0; i < count; i += 1) {
    const message = {
      message_id: i,
      date: 1,
      from: { ...person },
      chat: { ...chat },
      text: 'Words',
    }
    const from = { ...person }
    const kinds: Record<string, unknown>[] = [
      { message: { ...message, reply_to_message: { ...message, text: 'Before' } } },
      { callback_query: { id: `${i}`, from, data: 'abc', chat_instance: '1', message } },
      { my_chat_member: { chat, from, new_chat_member: { status: 'left', user: api.bot } } },
      { channel_post: { ...message, chat: { id: -5, type: 'channel' } } },
      { edited_message: message },
      { unheard_of: { deep: { deeper: message } } },
    ]
    const update = { update_id: 900_000_000 + i, ...structuredClone(kinds[pick(kinds.length)]) }
    for (let spoilt = 0; spoilt <= pick(3); spoilt += 1) spoil(update, pick)
    yield update
  }
}

/** Puts nonsense in one place, however deep. */
function spoil(object: Record<string, any>, pick: (below: number) => number): void {
  const keys = Object.keys(object).filter((key) => key !== 'update_id')
  const key = keys[pick(Math.max(1, keys.length))]
  if (key === undefined) return
  const value = object[key]
  if (value !== null && typeof value === 'object' && pick(3) > 0) return spoil(value, pick)
  object[key] = VALUES[pick(VALUES.length)]
}
