import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeArguments } from '#tests/support/node_arguments'
import { until } from '#tests/support/until'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface DeskProcess {
  pid: number
  /** Everything it wrote. */
  output: () => string
  /** Begins its output anew. */
  forget: () => void
  /** True until it has ended. */
  isAlive: () => boolean
  /**
   * Sends a signal and waits for the end.
   * @returns exit code and milliseconds until then
   */
  end: (signal?: NodeJS.Signals) => Promise<{ code: number | null; ms: number }>
  signal: (name: NodeJS.Signals) => void
}

export interface WebProcess extends DeskProcess {
  /** Its address, without a slash at the end. */
  url: string
}

/** Starts real web and worker processes, and ends by their ids those that are left. */
export class Processes {
  #all: DeskProcess[] = []
  #directory: string | null = null

  /** @param env beside the environment of this test run; DATABASE_URL among it */
  constructor(readonly env: NodeJS.ProcessEnv) {}

  /** A web process that is ready, on a port of its own. */
  async web(env: NodeJS.ProcessEnv = {}): Promise<WebProcess> {
    const port = env.PORT ?? String(await freePort())
    const url = `http://127.0.0.1:${port}`
    const desk = await this.#start('server', { PORT: port, APP_URL: url, ...env })
    await until(() => hasEnded(desk) || isReady(url), `${url} is ready\n${desk.output()}`, 60)
    if (!desk.isAlive()) throw new Error(`the web process ended:\n${desk.output()}`)
    return { ...desk, url }
  }

  /** A worker process that has said it is ready. */
  async worker(env: NodeJS.ProcessEnv = {}): Promise<DeskProcess> {
    const desk = await this.#start('worker', { LOG_LEVEL: 'info', ...env })
    const isUp = () => desk.output().includes('the worker is ready')
    await until(() => hasEnded(desk) || isUp(), `the worker is ready`, 60)
    if (!desk.isAlive()) throw new Error(`the worker ended:\n${desk.output()}`)
    return desk
  }

  /** Shows the errors that the processes logged, for whoever reads why a test failed. */
  showFailures(): void {
    for (const desk of this.#all) {
      const lines = desk.output().split('\n')
      const errors = lines.filter((line) => /"level":[56]0|^Error|^\s+at /.test(line))
      if (errors.length > 0) process.stdout.write(`${errors.slice(0, 20).join('\n')}\n`)
    }
  }

  /** Ends what still runs and removes its files. */
  async endAll(): Promise<void> {
    const left = this.#all.filter((desk) => desk.isAlive())
    await Promise.all(left.map((desk) => desk.end('SIGKILL')))
    if (this.#directory) await rm(this.#directory, { recursive: true, force: true })
  }

  async #start(entry: 'server' | 'worker', env: NodeJS.ProcessEnv): Promise<DeskProcess> {
    // All of a desk share one data directory, also when they start at once.
    this.#directory ??= makeDirectory()
    const child = spawn(process.execPath, nodeArguments(entry), {
      cwd: ROOT,
      // As the launcher starts the product: templates are compiled once, for instance.
      env: {
        ...process.env,
        NODE_ENV: 'production',
        COUNTERSIGN_COLD: '1',
        DATA_DIR: this.#directory,
        ...this.env,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const desk = describe(child)
    this.#all.push(desk)
    return desk
  }
}

/** A data directory for one desk. What all of them compress and draw alike at their start is made once a test run. */
function makeDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-desk-'))
  const shared = join(process.env.DATA_DIR!, 'cache')
  mkdirSync(shared, { recursive: true })
  symlinkSync(shared, join(directory, 'cache'))
  return directory
}

/** A port nobody listens on, a moment ago. */
export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function describe(child: ChildProcess): DeskProcess {
  let output = ''
  child.stdout!.on('data', (text) => (output += text))
  child.stderr!.on('data', (text) => (output += text))
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    pid: child.pid!,
    output: () => output,
    forget: () => {
      output = ''
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    signal: (name) => void child.kill(name),
    end: async (signal = 'SIGTERM') => {
      const began = performance.now()
      child.kill(signal)
      return { code: await exit, ms: performance.now() - began }
    },
  }
}

function hasEnded(desk: DeskProcess): boolean {
  return !desk.isAlive()
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/health/ready`)
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
