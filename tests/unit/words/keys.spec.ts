import { globSync, readdirSync, readFileSync } from 'node:fs'
import { test } from '@japa/runner'

const LANG = 'resources/lang/en'

type Words = { [key: string]: string | Words }

function keysOf(words: Words, before: string): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${before}.${key}`] : keysOf(value, `${before}.${key}`)
  )
}

/** How a word is asked for by its whole name; names that are put together are tried where they are shown. */
const ASKED: [files: string, pattern: RegExp, before: string][] = [
  ['resources/views/**/*.edge', /(?<![\w.])t\(\s*'([^']+)'\s*[,)]/g, ''],
  ['app/**/*.ts', /i18n\.t\(\s*'([^']+)'\s*[,)]/g, ''],
  ['app/**/*.ts', /flashToast\([^,]+,\s*'([^']+)'/g, ''],
  ['app/**/*.ts', /new (?:Refusal|Conflict)\(\s*'([^']+)'/g, 'refusals.'],
  ['app/**/*.ts', /new Invalid\([^,()]+,\s*'([^']+)'/g, 'refusals.'],
]

test('every word that is asked for by its name is there', ({ assert }) => {
  const known = new Set(
    readdirSync(LANG).flatMap((file) =>
      keysOf(JSON.parse(readFileSync(`${LANG}/${file}`, 'utf8')), file.replace('.json', ''))
    )
  )
  for (const [files, pattern, before] of ASKED) {
    const asked = globSync(files).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, key]) => ({ file, key }))
    )
    assert.isAbove(asked.length, 20, `${files} ${pattern}`)
    assert.deepEqual(
      asked.filter(({ key }) => !known.has(before + key)),
      []
    )
  }
})
