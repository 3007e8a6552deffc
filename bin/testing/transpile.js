import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../runtime.js'

/** As @poppinss/ts-exec reads them from tsconfig.json; no types are checked here. */
const OPTIONS = {
  sourceMaps: /** @type {const} */ ('inline'),
  module: { type: /** @type {const} */ ('es6') },
  jsc: {
    target: /** @type {const} */ ('esnext'),
    parser: { syntax: /** @type {const} */ ('typescript'), decorators: true },
    transform: { decoratorMetadata: true, legacyDecorator: true },
    experimental: { keepImportAttributes: true },
    keepClassNames: true,
  },
}

const SOURCES = [
  '.adonisjs',
  'app',
  'bin',
  'commands',
  'config',
  'database',
  'providers',
  'start',
  'tests',
]
const BESIDE = ['node_modules', 'package.json', 'public', 'resources']

/** @param {string} directory where `transpile` wrote */
export function transpiledApplication(directory) {
  const keep = pathToFileURL(join(ROOT, 'bin', 'testing', 'keep_compiled.js')).href
  return {
    directory,
    compiled: true,
    nodeArguments: ['--enable-source-maps', '--import', keep],
    entry: (/** @type {string} */ name) => join(directory, 'bin', `${name}.js`),
  }
}

/**
 * Makes JavaScript of the application and of its tests once, for the many processes that tests start: each would do it again for itself.
 *
 * @param {string} directory
 */
export async function transpile(directory) {
  const { transform } = await import('@swc/core')
  const sources = SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name).slice(ROOT.length + 1))
  )
  const files = ['adonisrc.ts', ...sources].filter((file) => !file.endsWith('.d.ts'))
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    await mkdir(join(directory, folder), { recursive: true })
  }
  await Promise.all(files.map(write))
  for (const name of BESIDE) {
    if (existsSync(join(ROOT, name))) await symlink(join(ROOT, name), join(directory, name))
  }

  /** @param {string} file */
  async function write(file) {
    const source = join(ROOT, file)
    if (!file.endsWith('.ts')) return symlink(source, join(directory, file))
    const text = await readFile(source, 'utf8')
    const { code } = await transform(text, { ...OPTIONS, filename: source })
    return writeFile(join(directory, file.replace(/\.ts$/, '.js')), code)
  }
}
