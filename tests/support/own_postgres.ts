import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { execFileSync, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeArguments } from '#tests/support/node_arguments'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The launcher's own way; plain JavaScript, which the type check does not read. */
const LAUNCHER = new URL('../../bin/embedded_postgres.js', import.meta.url).href

interface Server {
  url: string
  pid: number
  stop: () => Promise<void>
}

/** A database server of its own, which a test may stop and start. */
export interface OwnPostgres {
  url: string
  stop: () => Promise<void>
  start: () => Promise<void>
  /** Lets it accept connections and never answer; `thaw` wakes it up again. */
  freeze: () => void
  thaw: () => void
  remove: () => Promise<void>
}

/** Starts one in a temporary directory, migrated and with the reference data. */
export async function makeOwnPostgres(): Promise<OwnPostgres> {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-pg-'))
  if (process.getuid?.() === 0) chmodSync(directory, 0o711)
  const { startPostgres } = await import(LAUNCHER)
  const start = (): Promise<Server> => startPostgres({ dataDirectory: directory, durable: false })
  let server = await start()
  let frozen: number[] = []
  const thaw = () => {
    for (const pid of frozen.splice(0)) process.kill(pid, 'SIGCONT')
  }
  const own = {
    url: server.url,
    stop: () => server.stop(),
    start: async () => {
      server = await start()
    },
    freeze: () => {
      frozen = [server.pid, ...childrenOf(server.pid)]
      for (const pid of frozen) process.kill(pid, 'SIGSTOP')
    },
    thaw,
    remove: async () => {
      thaw()
      await server.stop()
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  try {
    await prepare(own.url, directory)
    return own
  } catch (error) {
    await own.remove()
    throw error
  }
}

function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  return listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child)
}

async function prepare(url: string, directory: string) {
  const child = spawn(process.execPath, [...nodeArguments('console'), 'desk:prepare'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url, DATA_DIR: directory },
  })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`desk:prepare failed:\n${output}`)
}
