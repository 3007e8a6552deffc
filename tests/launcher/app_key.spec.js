import assert from 'node:assert/strict'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { ensureAppKey } from '../../bin/app_key.js'
import { run, scratch } from './support.js'

describe('The key', () => {
  it('is made once, for its owner only, and kept', async (t) => {
    const directory = scratch(t)
    const key = await ensureAppKey(directory)
    assert.ok(key.length >= 32)
    assert.equal(statSync(join(directory, 'app.key')).mode & 0o777, 0o600)
    assert.equal(await ensureAppKey(directory), key)
  })

  it('is the same for all that start at once', async (t) => {
    const directory = scratch(t)
    const source = `
      import { ensureAppKey } from './bin/app_key.js'
      process.stdout.write(await ensureAppKey(${JSON.stringify(directory)}))`
    const results = await Promise.all(Array.from({ length: 8 }, () => run(source).result))
    assert.deepEqual(new Set(results.map(({ code }) => code)), new Set([0]))
    const keys = new Set(results.map(({ output }) => output))
    assert.deepEqual([...keys], [readFileSync(join(directory, 'app.key'), 'utf8').trim()])
    assert.deepEqual(readdirSync(directory), ['app.key'])
  })

  it('is never replaced, not even when damaged', async (t) => {
    const directory = scratch(t)
    writeFileSync(join(directory, 'app.key'), 'cut off')
    await assert.rejects(ensureAppKey(directory), /is damaged/)
    assert.equal(readFileSync(join(directory, 'app.key'), 'utf8'), 'cut off')
  })

  it('is not written by commands that only write code', async (t) => {
    const directory = scratch(t)
    assert.ok((await ensureAppKey(directory, { touchDisk: false })).length >= 32)
    assert.deepEqual(readdirSync(directory), [])
  })
})
