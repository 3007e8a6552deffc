import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * How Node starts a part of the product: from what bin/testing/transpile.js made of it once for this test run, else from
 * its sources.
 */
export function nodeArguments(entry: 'console' | 'server' | 'worker'): string[] {
  const compiled = process.env.COUNTERSIGN_TRANSPILED
  return compiled
    ? ['--enable-source-maps', join(compiled, 'bin', `${entry}.js`)]
    : ['--import', '@poppinss/ts-exec', '--enable-source-maps', join(ROOT, 'bin', `${entry}.ts`)]
}
