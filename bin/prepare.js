import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { withConnection } from './postgres_connection.js'
import { ROOT } from './runtime.js'

const NO_SUCH_TABLE = '42P01'
const NO_SUCH_COLUMN = '42703'

/**
 * SQL: whether limit_rights.ts was here: the role of the desk has its rights, or the connecting role took some from itself.
 * After the demo on a new database, or a migration by hand, it was not.
 */
const DESK_IS_LIMITED = `
  SELECT EXISTS (
      SELECT 1 FROM pg_roles
      WHERE rolname = 'countersign_desk' AND has_table_privilege(oid, 'audit_events', 'insert')
    ) OR NOT has_table_privilege('audit_events', 'update') AS limited`

/**
 * Booting the framework only to learn that there is nothing to migrate costs a second at every start; three queries do.
 *
 * @param {string} url
 * @param {string} directory of the application, with database/migrations
 * @returns {Promise<boolean>} true when a migration is pending, the desk may still change what only grows, or nobody can
 *   sign in as admin
 */
export async function needsPreparation(url, directory) {
  const wanted = migrationNames(directory)
  try {
    return await withConnection(url, async (client) => {
      const done = await client.query('SELECT name FROM adonis_schema')
      const names = new Set(done.rows.map((row) => row.name))
      if (wanted.some((name) => !names.has(name))) return true
      const rights = await client.query(DESK_IS_LIMITED)
      if (!rights.rows[0].limited) return true
      const admin = await client.query(`SELECT 1 FROM users WHERE role = 'admin' LIMIT 1`)
      return admin.rowCount === 0
    })
  } catch (error) {
    if (error.code === NO_SUCH_TABLE || error.code === NO_SUCH_COLUMN) return true
    throw new Error(
      `The database does not answer (${error.message || error.code}): check DATABASE_URL.`
    )
  }
}

/** @param {string} directory @returns {string[]} as Lucid writes them into adonis_schema: without the extension */
function migrationNames(directory) {
  return readdirSync(join(directory, 'database', 'migrations'), { recursive: true })
    .map((file) => String(file).replaceAll('\\', '/'))
    .filter((file) => /\.[tj]s$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => `database/migrations/${file.replace(/\.[tj]s$/, '')}`)
}

/**
 * Runs one command of the framework with the configuration in process.env.
 *
 * @param {ReturnType<typeof import('./runtime.js').application>} application
 * @param {string[]} words the command's name and arguments
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {import('node:child_process').ChildProcess}
 */
export function ace(application, words, options = {}) {
  const command = [...application.nodeArguments, application.entry('console'), ...words]
  return spawn(process.execPath, command, { cwd: ROOT, stdio: 'inherit', ...options })
}
