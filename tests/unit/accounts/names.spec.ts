import { test } from '@japa/runner'
import { describeAgent } from '#services/accounts/describe_agent'
import { refusePoorPassword } from '#services/accounts/refuse_poor_password'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.group('Names of browsers', () => {
  test('are told from each other', ({ assert }) => {
    const agents: [string, string, string][] = [
      [
        `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/120.0 Safari/537.36 Edg/120.0`,
        'Edge',
        'Windows',
      ],
      [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/120.0 Safari/537.36`, 'Chrome', 'Linux'],
      [
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604.1',
        'Safari',
        'iPhone',
      ],
      [
        'Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0',
        'Firefox',
        'Android',
      ],
      ['curl/8.0', '', ''],
    ]
    for (const [agent, browser, system] of agents) {
      assert.include(describeAgent(agent), { browser, system })
    }
  })
})

test.group('Passwords', () => {
  const owner = { username: 'maria.santos', email: 'maria@desk.test' }

  test('common ones, runs and own names are refused', ({ assert }) => {
    const poor = [
      'Password123!',
      '1234567890',
      'abcdefghij',
      'ababababab',
      'Maria.Santos',
      'maria@desk.test',
      'maria.santos1',
    ]
    for (const password of poor) assert.throws(() => refusePoorPassword(password, owner))
  })

  test('others pass', ({ assert }) => {
    const fine = ['correct horse battery', 'x9$kQ2!mmZpL', '8503719264', 'пароль-из-леса']
    for (const password of fine) assert.doesNotThrow(() => refusePoorPassword(password, owner))
  })
})
