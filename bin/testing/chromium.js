import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { dim, say } from '../terminal.js'

/** Chromium without windows, menus and start pages: the same pages for a seventh less of the processor. */
const SHELL = 'chromium-headless-shell'
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/**
 * The browser for the browser suite: CHROMIUM_PATH, else one in PATH, the shell first, else
 * Debian's package when we may install it.
 *
 * @returns {string} absolute path
 * @throws with a sentence that says how to get one
 */
export function ensureChromium() {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (isExecutable(given)) return given
    throw new Error(`CHROMIUM_PATH is "${given}", where no program lies.`)
  }
  return find() ?? (installPackage() && find()) ?? fail()
}

/** @returns {string | undefined} */
function find() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...places, ...ELSEWHERE].find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function installPackage() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false
  say(dim('Installing Chromium for the browser tests …'))
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (/** @type {string[]} */ ...words) => spawnSync('apt-get', ['-qq', ...words], { env })
  const install = (/** @type {string} */ name) =>
    apt('install', '-y', '--no-install-recommends', name).status === 0
  const either = () => install(SHELL) || install('chromium')
  return either() || (apt('update').status === 0 && either())
}

/** @returns {never} */
function fail() {
  throw new Error(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell, or chromium; macOS: Google Chrome), or name it in CHROMIUM_PATH.'
  )
}
