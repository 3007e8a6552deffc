import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * How Node starts a part of the product: from what bin/testing/transpile.js made of it once for this test run, else from
 * its sources. Reading source maps takes each process a fifth of a second: only when one check runs alone do its traces name
 * the lines of the sources.
 */
export function nodeArguments(entry: 'console' | 'server' | 'worker'): string[] {
  const compiled = process.env.COUNTERSIGN_TRANSPILED
  const path = (name: string) =>
    compiled ? join(compiled, `${name}.js`) : join(ROOT, `${name}.ts`)
  const before = compiled
    ? [pathToFileURL(join(ROOT, 'bin/testing/keep_compiled.js')).href]
    : ['@poppinss/ts-exec']
  if (entry !== 'console')
    before.push(pathToFileURL(path('tests/support/prepared_from_start')).href)
  const maps = compiled && !process.env.COUNTERSIGN_SOURCE_MAPS ? [] : ['--enable-source-maps']
  return [...maps, ...before.flatMap((name) => ['--import', name]), path(`bin/${entry}`)]
}
