import { spawn } from 'node:child_process'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'

/**
 * Fills the desk with the demo organisation in a process of its own, so that no request waits for it. It prints the demo
 * password where the desk was started.
 */
export function startDemo(): void {
  const child = spawn(process.execPath, [app.makePath('bin/ace.js'), 'desk:demo'], {
    cwd: app.makePath('.'),
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  child.once('error', (error) => logger.error({ err: error }, 'the demo could not be started'))
  child.unref()
}
