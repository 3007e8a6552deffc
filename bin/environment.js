import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ensureAppKey } from './app_key.js'
import { ROOT } from './runtime.js'
import { giveUp } from './terminal.js'
import { VARIABLES, contradictions, defaults } from './variables.js'

/**
 * The configuration as the product will use it: what is set, else the default.
 *
 * @param {Record<string, string | undefined>} given usually .env below process.env
 * @param {{ root?: string }} [options] root: what a relative DATA_DIR starts from
 * @returns {{ values: Record<string, string>, problems: string[] }} one sentence a problem
 */
export function readEnvironment(given, { root = ROOT } = {}) {
  const problems = []
  const values = {}
  for (const [name, check] of Object.entries(VARIABLES)) {
    const text = given[name]?.trim()
    if (!text) continue
    const answer = check(text, { root })
    if (answer.problem) problems.push(`${name} ${answer.problem}`)
    else values[name] = answer.value
  }
  problems.push(...contradictions(values, given))
  return { values: { ...defaults(values, { root }), ...values }, problems }
}

/**
 * Reads .env and the environment, makes the data directory and the key, and leaves every value in process.env, from
 * where child processes and the framework have it. Ends the process with a sentence for each bad value.
 *
 * @param {{ touchDisk?: boolean, overrides?: Record<string, string> }} [options] touchDisk: false for commands that only
 *   write code: they get a passing key and no data directory. overrides: stronger than all that is set
 * @returns {Promise<Record<string, string>>} the complete configuration
 */
export async function loadEnvironment({ touchDisk = true, overrides = {} } = {}) {
  const values = readConfiguration(overrides)
  if (touchDisk) makeDataDirectory(values.DATA_DIR)
  values.APP_KEY ??= await ensureAppKey(values.DATA_DIR, { touchDisk }).catch((error) =>
    giveUp(error.message)
  )
  // An empty line such as "SMTP_URL=" means "not set", for the framework too.
  for (const name of Object.keys(VARIABLES)) delete process.env[name]
  Object.assign(process.env, values, { ENV_PATH: join(ROOT, 'bin') })
  return values
}

/**
 * The checked configuration from .env and the environment; touches nothing.
 *
 * @param {Record<string, string>} [overrides]
 * @returns {Record<string, string>}
 */
export function readConfiguration(overrides = {}) {
  const { values, problems } = readEnvironment({ ...readDotEnv(), ...process.env, ...overrides })
  return problems.length > 0 ? giveUp(...problems) : values
}

/**
 * Only .env itself, and only here: the framework's own reading of .env files is pointed at a directory without any
 * (ENV_PATH), or an empty or unchecked value would come back through it.
 *
 * @returns {Record<string, string>}
 */
function readDotEnv() {
  try {
    return parseEnv(readFileSync(join(process.env.ENV_PATH ?? ROOT, '.env'), 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return {}
    return giveUp(`.env cannot be read: ${error.message}.`)
  }
}

/**
 * Only the owner reads it. As root others may pass through, not look: PostgreSQL refuses to run as root and its own
 * account must reach its files below.
 *
 * @param {string} directory
 */
function makeDataDirectory(directory) {
  try {
    const made = mkdirSync(directory, { recursive: true })
    if (made) chmodSync(directory, process.getuid?.() === 0 ? 0o711 : 0o700)
  } catch (error) {
    giveUp(`DATA_DIR ${directory} cannot be made: ${error.message}.`)
  }
}
