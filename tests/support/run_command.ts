import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { nodeArguments } from '#tests/support/node_arguments'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Starts a command of the framework as an operator would, in another place than this test's own. */
export function runCommand(words: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [...nodeArguments('console'), ...words], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('exit', (code) => resolve({ code, output }))
  })
  return { ended, kill: (signal: NodeJS.Signals) => child.kill(signal) }
}
