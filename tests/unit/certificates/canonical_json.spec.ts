import { test } from '@japa/runner'
import { canonicalJson, inNfc } from '#services/certificates/canonical_json'
import { digestOf } from '#services/certificates/digest'

test.group('The canonical form of JSON', () => {
  test('knows no order of keys and no white space', ({ assert }) => {
    const one = { b: [1, { z: null, a: true }], a: 'x' }
    const other = JSON.parse('{ "a" : "x",\n "b":[1.0,{"a":true,"z":null}] }')
    assert.equal(canonicalJson(one), '{"a":"x","b":[1,{"a":true,"z":null}]}')
    assert.equal(canonicalJson(other), canonicalJson(one))
    assert.notEqual(canonicalJson([1, 2]), canonicalJson([2, 1]))
  })

  test('sorts by UTF-16 and writes numbers and signs as RFC 8785 does', ({ assert }) => {
    const value = { '\u20ac': 1, '\r': 2, '\ud83d\ude00': 3, '1': 4, '\u00f6': 5 }
    assert.equal(canonicalJson(value), '{"\\r":2,"1":4,"ö":5,"€":1,"😀":3}')
    assert.equal(
      canonicalJson([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0]),
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]'
    )
    assert.equal(canonicalJson('\u0000\u001f"\\/'), '"\\u0000\\u001f\\"\\\\/"')
  })

  test('takes an accent in either form as the same, in texts and keys', ({ assert }) => {
    assert.equal(canonicalJson({ 'e\u0301': 'n\u0303' }), canonicalJson({ '\u00e9': '\u00f1' }))
    assert.equal(inNfc({ b: ['n\u0303'], a: 1 }).b[0], '\u00f1')
    assert.deepEqual(Object.keys(inNfc({ b: 1, a: 1 })), ['b', 'a'])
  })

  test('refuses what JSON does not know, and keys that become the same', ({ assert }) => {
    for (const odd of [undefined, Number.NaN, 1n, () => 1, { a: undefined }, '\ud800']) {
      assert.throws(() => canonicalJson(odd))
    }
    assert.throws(() => canonicalJson({ 'e\u0301': 1, '\u00e9': 2 }))
  })

  test('is what its hash is made of', ({ assert }) => {
    // printf '{"a":1}' | sha256sum
    assert.equal(
      digestOf({ a: 1 }),
      '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862'
    )
  })
})
