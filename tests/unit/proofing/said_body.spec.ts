import { test } from '@japa/runner'
import { saidBody } from '#services/proofing/said_body'

test.group('What is said at a pin', () => {
  test('{$i}: nothing to be seen is nothing said')
    .with(['', '  \n', '\u200B', '\u202E\u200D \u00AD', '\u3164', '\u0301'])
    .run(({ assert }, text) => {
      assert.throws(() => saidBody(text), /Write something first/)
    })

  test('“{$self}” is kept')
    .with(['A', '!', '你好', '👍', '👩‍🎨 larger'])
    .run(({ assert }, text) => {
      assert.equal(saidBody(` ${text}\n`), text)
    })
})
