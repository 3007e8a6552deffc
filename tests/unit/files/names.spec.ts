import { test } from '@japa/runner'
import { cleanName, freeName } from '#services/files/clean_name'
import { parseRange } from '#services/files/parse_range'
import { takeTurns } from '#services/files/take_turns'

test.group('File names', () => {
  test('is cleaned: {name}')
    .with([
      { given: 'plan.pdf', name: 'plan.pdf' },
      { given: '../../../etc/passwd', name: 'passwd' },
      { given: 'C:\\Users\\x\\plan.pdf', name: 'plan.pdf' },
      { given: 'a\0b.txt', name: 'ab.txt' },
      { given: '\u202Efdp.exe', name: 'fdp.exe' },
      { given: 'zero\u200Bwidth.txt', name: 'zerowidth.txt' },
      { given: 'lone\uD800.txt', name: 'lone.txt' },
      { given: '  many   spaces .txt ', name: 'many spaces .txt' },
      { given: '.htaccess', name: 'htaccess' },
      { given: '..', name: 'file' },
      { given: '/', name: 'file' },
      { given: '', name: 'file' },
      { given: 'e\u0301.txt', name: 'é.txt' },
      { given: 'line\r\nbreak.txt', name: 'linebreak.txt' },
    ])
    .run(({ assert }, { given, name }) => {
      assert.equal(cleanName(given), name)
    })

  test('300 characters are cut to 120 and keep their ending', ({ assert }) => {
    const name = cleanName(`${'ä'.repeat(300)}.jpeg`)
    assert.lengthOf([...name], 120)
    assert.isTrue(name.endsWith('….jpeg'))
    assert.lengthOf([...cleanName('💡'.repeat(300))], 120)
    assert.isTrue(cleanName('💡'.repeat(300)).isWellFormed())
  })

  test('a name that is taken gets a number', ({ assert }) => {
    assert.equal(freeName('a.png', new Set()), 'a.png')
    assert.equal(freeName('a.png', new Set(['a.png', 'a (2).png'])), 'a (3).png')
    assert.equal(freeName('README', new Set(['README'])), 'README (2)')
    assert.equal(freeName('A.PNG', new Set(['A.PNG'])), 'A (2).PNG')
  })

  test('ranges of an empty body', ({ assert }) => {
    assert.equal(parseRange('bytes=0-', 0), 'impossible')
    assert.equal(parseRange('bytes=-5', 0), 'impossible')
    assert.equal(parseRange(undefined, 0), 'whole')
  })
})

test.group('Taking turns', () => {
  test('never runs more at once than there are places, and goes on after a failure', async ({
    assert,
  }) => {
    const run = takeTurns(2)
    let now = 0
    let most = 0
    const work = (fails: boolean) => async () => {
      now += 1
      most = Math.max(most, now)
      await new Promise((resolve) => setImmediate(resolve))
      now -= 1
      if (fails) throw new Error('no')
      return 'done'
    }
    const all = Array.from({ length: 20 }, (_, at) => run(work(at % 3 === 0)))
    const outcomes = await Promise.allSettled(all)
    assert.equal(most, 2)
    assert.lengthOf(
      outcomes.filter((one) => one.status === 'fulfilled'),
      13
    )
  })
})
