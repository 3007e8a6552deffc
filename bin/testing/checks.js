import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { ROOT } from '../runtime.js'
import { transpiledApplication } from './transpile.js'

/**
 * Everything that `npm test` runs. The longest first, so that they do not trail behind alone.
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {'command' | 'japa' | 'node'} kind how it counts: a command is one test
 * @property {string[]} folders with its spec files
 * @property {boolean} [apart] only when asked for by name
 * @property {number} [minutes] time limit
 * @property {number} [parts] when all checks run: its files are dealt to so many runs, each with its own database
 * @property {string[]} [files] the files of one such part, from the root
 * @type {Check[]}
 */
export const CHECKS = [
  { name: 'browser', kind: 'japa', folders: ['tests/browser'] },
  { name: 'functional', kind: 'japa', folders: ['tests/functional', 'tests/security'], parts: 3 },
  { name: 'faults', kind: 'japa', folders: ['tests/faults'], parts: 3 },
  { name: 'typecheck', kind: 'command', folders: [] },
  { name: 'lint', kind: 'command', folders: [] },
  { name: 'unit', kind: 'japa', folders: ['tests/unit'] },
  { name: 'launcher', kind: 'node', folders: ['tests/launcher'] },
  { name: 'long', kind: 'japa', folders: ['tests/long'], apart: true, minutes: 90 },
]

/** A test process has a heap of this size soon, in megabytes: collecting garbage on the way there took a twentieth of its time. */
const ROOMY = ['--initial-heap-size=512', '--min-semi-space-size=64']
/** Bytes of free memory from which on they are given that much. */
const ROOM = 8 * 1024 ** 3

const SPEC = /\.spec\.(ts|js)$/

/** @param {Check} check @returns {string[]} absolute paths of its spec files */
export function specsOf({ folders }) {
  return folders
    .map((folder) => join(ROOT, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true }).map((file) => join(folder, String(file)))
    )
    .filter((file) => SPEC.test(file))
}

/**
 * Deals the files of the checks that come in parts; the parts are named `faults-1`, `faults-2`. They share their suite.
 *
 * @param {Check[]} checks
 * @returns {(Check & { suite: string })[]}
 */
export function dealParts(checks) {
  return checks.flatMap((check) => {
    const whole = { ...check, suite: check.name }
    if (!check.parts) return [whole]
    const files = specsOf(check).sort()
    return Array.from({ length: check.parts }, (_, part) => ({
      ...whole,
      name: `${check.name}-${part + 1}`,
      files: files
        .filter((_file, at) => at % (check.parts ?? 1) === part)
        .map((file) => `/${relative(ROOT, file).split(sep).join('/')}`),
    }))
  })
}

/**
 * @param {Check & { suite?: string }} check
 * @param {{ options: string[], results: string, transpiled: string }} run options: what the person gave after the name;
 *   results: the file for the counts of node:test; transpiled: where bin/testing/transpile.js wrote
 * @returns {string[]} the arguments for Node
 */
export function commandOf(check, { options, results, transpiled }) {
  const tool = (/** @type {string} */ path) => join(ROOT, 'node_modules', path)
  if (check.name === 'lint') return [tool('eslint/bin/eslint.js'), '.', ...options]
  // The compiler in Go checks in a third of the time; ESLint and the build need the one in JavaScript.
  if (check.name === 'typecheck') return [tool('typescript-native/bin/tsc'), '--noEmit', ...options]
  if (check.kind === 'japa') {
    const files = (check.files ?? []).flatMap((file) => ['--files', file])
    const words = [...files, ...options].map((word) => word.replace(/\.spec\.ts$/, '.spec.js'))
    const { nodeArguments, entry } = transpiledApplication(transpiled)
    const heap = process.availableMemory() > ROOM ? ROOMY : []
    return [...heap, ...nodeArguments, entry('test'), check.suite ?? check.name, ...words]
  }
  const reporters = ['spec', 'tap'].map((name) => `--test-reporter=${name}`)
  const places = ['stdout', results].map((place) => `--test-reporter-destination=${place}`)
  const files = options.length > 0 ? options : specsOf(check)
  return ['--test', '--test-timeout=60000', ...reporters, ...places, ...files]
}

/**
 * The barrels that the framework writes are committed; one that has not been refreshed is missing a controller.
 *
 * @returns {string} a digest of all of them
 */
export function barrelsDigest() {
  const folder = join(ROOT, '.adonisjs')
  const hash = createHash('sha256')
  if (!existsSync(folder)) return hash.digest('hex')
  const names = readdirSync(folder, { recursive: true }).map(String).sort()
  for (const name of names) {
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex')
}
