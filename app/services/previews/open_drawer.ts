import { fork, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Drawing } from '#services/previews/media_facts'
import type { PreviewKind } from '#services/previews/preview_kind'

export interface Drawer {
  /**
   * Draws a file of this disk.
   * @returns `unreadable` when it says that it cannot, `ended` when it took too long or too much memory
   */
  draw(path: string, kind: PreviewKind): Promise<Drawing | 'unreadable' | 'ended'>
  close(): void
}

/** Of one file: time, its heap, and the memory of its process. */
export const LIMITS = { seconds: 20, heap: 384, megabytes: 900 }

/**
 * What the process may reserve in kilobytes, and how long it may work in seconds although nobody ends it any more. Four
 * gigabytes are reserved before a first PDF is drawn, though hardly a tenth of it is ever used.
 */
const KERNEL = 'ulimit -v 6291456; ulimit -t 120; exec "$0" "$@"'
/** Files after which a fresh process takes over, whatever the last ones left behind. */
const MOST_FILES = 25
const LOOK_EVERY = 100

const PROCESS = fileURLToPath(
  new URL(`./drawer/drawer_process${extname(import.meta.url)}`, import.meta.url)
)

/**
 * Draws in a process with bounded time and memory, which is started with the first file and again after one that it did not
 * survive: what strangers send is decoded where it can hurt nobody. It has no secrets in its environment.
 */
export function openDrawer(limits = LIMITS): Drawer {
  let child: ChildProcess | null = null
  let drawn = 0
  const close = () => {
    child?.kill('SIGKILL')
    child = null
    drawn = 0
  }
  return {
    async draw(path, kind) {
      if (drawn >= MOST_FILES) close()
      child ??= start(limits.heap)
      drawn += 1
      const drawing = await ask(child, { path, kind }, limits)
      // What cannot be read may have left a process in which nothing can be any more.
      if (typeof drawing === 'string') close()
      return drawing
    },
    close,
  }
}

function start(heap: number): ChildProcess {
  const flags = [`--max-old-space-size=${heap}`, '--disable-wasm-trap-handler']
  const isLinux = process.platform === 'linux'
  const limited = isLinux ? ['-c', KERNEL, process.execPath] : []
  const child = fork(PROCESS, [], {
    execPath: isLinux ? '/bin/sh' : process.execPath,
    execArgv: [...limited, ...process.execArgv, ...flags],
    // Otherwise glibc reserves up to 64 MB more for each thread, so that large machines would reach the limit sooner.
    env: { NODE_ENV: process.env.NODE_ENV, MALLOC_ARENA_MAX: '2' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // Between two files nobody else listens.
  return child.on('error', () => {})
}

async function ask(child: ChildProcess, task: object, limits: typeof LIMITS) {
  let end: (outcome: 'ended') => void
  const ended = new Promise<'ended'>((resolve) => (end = resolve))
  const onEnd = () => end('ended')
  let onAnswer: (drawing: Drawing | null) => void
  const answered = new Promise<Drawing | 'unreadable'>((resolve) => {
    onAnswer = (drawing) => resolve(drawing ?? 'unreadable')
  })
  const timer = setTimeout(onEnd, limits.seconds * 1000)
  const watch = setInterval(async () => {
    if ((await residentOf(child.pid)) > limits.megabytes * 1024) onEnd()
  }, LOOK_EVERY)
  child.once('message', onAnswer!).once('error', onEnd).once('exit', onEnd)
  // A process that ends before it took the task in says so by its exit.
  child.send(task, () => {})
  try {
    return await Promise.race([answered, ended])
  } finally {
    clearTimeout(timer)
    clearInterval(watch)
    child.off('message', onAnswer!).off('error', onEnd).off('exit', onEnd)
  }
}

/** Kilobytes that a process has in memory; 0 where the system does not say. */
async function residentOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(status.match(/^VmRSS:\s+(\d+)/m)?.[1] ?? 0)
}
