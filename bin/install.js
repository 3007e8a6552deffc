/*
 * Runs before `npm start`, `npm test` and the other commands, on any Node ≥ 20 and without node_modules: installs the
 * dependencies when they are missing or are not those of package-lock.json, and says so when Node 24 cannot be had.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './file_lock.js'
import { BUNDLED_NODE, NEEDED_NODE, ROOT, isNodeNewEnough } from './runtime.js'
import { dim, elapsed, giveUp, say } from './terminal.js'

const MODULES = join(ROOT, 'node_modules')
const STAMP = join(MODULES, '.countersign-dependencies')
const NEEDED_TO_INSTALL = 20

/** Servers that run a build have no need of TypeScript, ESLint and the test runner. */
const withoutDevelopment = process.argv.includes('--without-development')

if (!isNodeNewEnough() && Number.parseInt(process.versions.node, 10) < NEEDED_TO_INSTALL) {
  giveUp(`Node ${process.versions.node} is too old: install Node ${NEEDED_TO_INSTALL} or newer.`)
}
if (!isStamped()) {
  const lock = join(ROOT, 'tmp', 'install.lock')
  const onWait = () => say(dim('Another process is installing the dependencies, waiting …'))
  await withLock(lock, installIfNeeded, { timeout: 15 * 60_000, onWait })
}
checkNode()

async function installIfNeeded() {
  if (isStamped()) return
  if (!isInstalled()) await install()
  writeFileSync(STAMP, fingerprint(withoutDevelopment))
}

function isStamped() {
  if (!existsSync(STAMP)) return false
  const stamp = readFileSync(STAMP, 'utf8')
  return stamp === fingerprint(false) || (withoutDevelopment && stamp === fingerprint(true))
}

/** @param {boolean} partly @returns {string} changes with everything that decides what npm installs */
function fingerprint(partly) {
  const { dependencies, devDependencies, optionalDependencies, overrides } =
    readJson('package.json')
  return createHash('sha256')
    .update(JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides]))
    .update(existsSync(join(ROOT, 'package-lock.json')) ? read('package-lock.json') : '')
    .update(`${process.platform} ${process.arch} ${partly}`)
    .digest('hex')
}

/**
 * Somebody may have run npm by hand. npm keeps its own list of what lies in node_modules; when that has every package
 * of the lock in the locked version there is nothing to do, and no network is needed to know it.
 */
function isInstalled() {
  const hidden = join(MODULES, '.package-lock.json')
  if (!existsSync(hidden) || !existsSync(join(ROOT, 'package-lock.json'))) return false
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const { '': root, ...wanted } = readJson('package-lock.json').packages
  const matchesManifest = ['dependencies', 'devDependencies', 'optionalDependencies'].every(
    (kind) =>
      JSON.stringify(sorted(root[kind])) === JSON.stringify(sorted(readJson('package.json')[kind]))
  )
  return (
    matchesManifest &&
    Object.entries(wanted).every(([path, entry]) => {
      if (present[path])
        return present[path].version === entry.version && existsSync(join(ROOT, path))
      return isOptional(entry)
    })
  )
}

/** @param {Record<string, string> | undefined} versions */
function sorted(versions) {
  return Object.entries(versions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
}

/**
 * @param {{ optional?: boolean, peer?: boolean, dev?: boolean, devOptional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} entry
 * @returns {boolean} true when the package may be absent: only what is made for this very platform must be there
 */
function isOptional({ optional, dev, devOptional, peer, os, cpu, libc }) {
  if (peer || (withoutDevelopment && (dev || devOptional))) return true
  const madeForThis =
    os?.includes(process.platform) &&
    cpu?.includes(process.arch) &&
    (!libc || libc.includes(isGlibcOrNotLinux() ? 'glibc' : 'musl'))
  return Boolean(optional && !madeForThis)
}

async function install() {
  const started = performance.now()
  const clean = !existsSync(MODULES) && existsSync(join(ROOT, 'package-lock.json'))
  const wait = clean ? 'the first time takes a minute or two' : 'they have changed'
  say(`Installing dependencies (${wait}) …`)
  let result = await npm(clean ? 'ci' : 'install')
  if (result.code !== 0 && clean && /EUSAGE|in sync/.test(result.output))
    result = await npm('install')
  if (result.code !== 0)
    giveUp(explain(result.output), dim(result.output.trim().split('\n').slice(-15).join('\n')))
  say(dim(`Dependencies installed in ${elapsed(started)}.`))
}

/**
 * @param {string} command
 * @returns {Promise<{ code: number, output: string }>}
 */
function npm(command) {
  const scope = withoutDevelopment ? '--omit=dev' : '--include=dev'
  const options = [
    command,
    scope,
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  // Under `npm start` npm tells where it lies; that one surely fits the Node it runs on.
  const own = process.env.npm_execpath
  const child = own?.endsWith('.js')
    ? spawn(process.execPath, [own, ...options], { cwd: ROOT })
    : spawn('npm', options, { cwd: ROOT, shell: process.platform === 'win32' })
  let output = ''
  child.stdout?.on('data', (text) => (output += text))
  child.stderr?.on('data', (text) => (output += text))
  return new Promise((resolve) => {
    child.once('error', (error) =>
      resolve({ code: 1, output: `npm does not start: ${error.message}` })
    )
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** @param {string} output */
function explain(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/i.test(output)) {
    return 'The dependencies could not be downloaded: check the connection to the npm registry and start again.'
  }
  if (/ENOSPC/.test(output)) return 'The dependencies could not be installed: the disk is full.'
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return 'The dependencies could not be installed: this user may not write to the directory.'
  }
  return 'The dependencies could not be installed. npm says:'
}

/**
 * npm scripts find node_modules/.bin/node before the machine's own. Where that one cannot run (musl) it must go, so that
 * a Node 24 of the machine is used.
 */
function checkNode() {
  if (process.platform === 'win32') return
  // Run by npm from the second time on, this very process is the bundled one.
  if (isNodeNewEnough() && isGlibcOrNotLinux()) return
  if (existsSync(BUNDLED_NODE)) {
    const { status } = spawnSync(BUNDLED_NODE, ['--version'])
    if (status === 0) return
    rmSync(BUNDLED_NODE)
  }
  if (isNodeNewEnough()) return
  const where =
    process.platform === 'linux' ? 'this Linux (musl or an unusual processor)' : process.platform
  giveUp(
    `Countersign needs Node ${NEEDED_NODE}, this is ${process.versions.node}, and npm has none for ${where}: install Node ${NEEDED_NODE} from nodejs.org and start again.`
  )
}

function isGlibcOrNotLinux() {
  if (process.platform !== 'linux') return true
  return existsSync('/lib64/ld-linux-x86-64.so.2') || existsSync('/lib/ld-linux-aarch64.so.1')
}

/** @param {string} name */
function read(name) {
  return readFileSync(join(ROOT, name), 'utf8')
}

/** @param {string} name */
function readJson(name) {
  return JSON.parse(read(name))
}
