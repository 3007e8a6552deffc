import { test } from '@japa/runner'
import { isDatabaseAway } from '#services/observing/is_database_away'

const coded = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall })

test.group('isDatabaseAway', () => {
  test('{$self}: yes')
    .with(['ECONNREFUSED', 'EPIPE', 'ECONNRESET', '57P01', '57P03', '08006', '53300'])
    .run(({ assert }, code) => assert.isTrue(isDatabaseAway(coded(code))))

  test('"{$self}": yes')
    .with([
      'Connection terminated unexpectedly',
      'select 1 - Connection terminated due to connection timeout',
      'Client has encountered a connection error and is not queryable',
      'Query read timeout',
    ])
    .run(({ assert }, message) => assert.isTrue(isDatabaseAway(new Error(message))))

  test('a missing socket: yes; a missing file: no', ({ assert }) => {
    assert.isTrue(isDatabaseAway(coded('ENOENT', 'connect')))
    assert.isFalse(isDatabaseAway(coded('ENOENT', 'open')))
  })

  test('anything else: no', ({ assert }) => {
    for (const other of [new Error('no'), coded('23505'), null, undefined, 'text', {}]) {
      assert.isFalse(isDatabaseAway(other))
    }
  })
})
