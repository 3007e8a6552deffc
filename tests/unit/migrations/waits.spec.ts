import { readdirSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'

const LIMITS = ['statement_timeout', 'lock_timeout']

/** Settings outlive a migration that is no transaction: the next one on this connection would wait for a lock without end, and everybody behind it. */
test('a migration that waits as long as it takes gives the limits back', ({ assert }) => {
  const folder = 'database/migrations'
  const sources = readdirSync(folder).map((name) => [
    name,
    readFileSync(`${folder}/${name}`, 'utf8'),
  ])
  assert.isNotEmpty(sources.filter(([, source]) => source.includes('set lock_timeout = 0')))
  for (const [name, source] of sources) {
    for (const limit of LIMITS) {
      const taken = source.lastIndexOf(`set ${limit} = 0`)
      if (taken !== -1) assert.isAbove(source.indexOf(`reset ${limit}`), taken, `${name}: ${limit}`)
    }
  }
})
