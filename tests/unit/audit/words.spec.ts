import { globSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { AUDIT_KINDS, KINDS_OF_AUDIT } from '#services/audit/audit_kinds'

const words = JSON.parse(readFileSync('resources/lang/en/audit.json', 'utf8'))
const known: string[] = Object.values(AUDIT_KINDS).flat()

/** What services write into the audit, as far as it stands there as a text. */
function written(): Set<string> {
  const found = new Set<string>()
  for (const file of globSync('app/services/**/*.ts')) {
    const text = readFileSync(file, 'utf8')
    if (!/\b(recordAudit|auditPerson|endSessions|into audit_events)\b/.test(text)) continue
    const places = [
      ...text.matchAll(/\baction: ([^\n]+)/g),
      ...text.matchAll(/auditPerson\(\s*[\w.]+,\s*[\w.]+,([^{)]+)/g),
    ]
    for (const [, place] of places) {
      for (const [, name] of place.matchAll(/'([a-z]+(?:_[a-z]+)+)'/g)) found.add(name)
    }
  }
  return found
}

test.group('The words of the audit', () => {
  test('stand there for everything that is written', ({ assert }) => {
    const actions = [...written()]
    assert.isAbove(actions.length, 30)
    assert.deepEqual(
      actions.filter((action) => !known.includes(action)),
      []
    )
  })

  test('name each action, each kind, and nothing else', ({ assert }) => {
    assert.sameMembers(Object.keys(words.actions), known)
    assert.equal(new Set(known).size, known.length)
    assert.sameMembers(Object.keys(words.kinds), [...KINDS_OF_AUDIT])
  })
})
