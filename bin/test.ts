/*
 * The Japa entry for one suite. `npm test` (bin/run_tests.js) makes the database, sets the environment and starts it.
 */
import 'reflect-metadata'
import { appendFileSync } from 'node:fs'
import { extname } from 'node:path'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import { configure, processCLIArgs, run } from '@japa/runner'
import type { PluginFn } from '@japa/runner/types'

process.env.NODE_ENV = 'test'

const APP_ROOT = new URL('../', import.meta.url)

const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

/**
 * One line a test into the file COUNTERSIGN_RESULTS, at once, so that a crash loses no count, and "end" when the runner
 * came to its end. A failed one says which it was and what was wrong.
 */
const recordResults: PluginFn = ({ emitter }) => {
  const path = process.env.COUNTERSIGN_RESULTS
  if (!path) {
    return
  }
  emitter.on('test:end', (test) => {
    const word = test.isSkipped || test.isTodo ? 'skipped' : test.hasError ? 'failed' : 'passed'
    const wrong = test.errors.map(({ error }) => String(error?.message ?? error)).join('; ')
    const why = test.hasError ? ` ${test.title.expanded}: ${wrong.replaceAll(/\s+/g, ' ')}` : ''
    appendFileSync(path, `${word}${why}\n${test.isPinned ? 'pinned\n' : ''}`)
  })
  emitter.on('runner:end', () => appendFileSync(path, 'end\n'))
}

/** The specs lie beside this file: as sources, or as the JavaScript that bin/testing/transpile.js made of them. */
function asThisFile(patterns: string | string[]): string[] {
  const extension = extname(import.meta.url)
  return [patterns].flat().map((pattern) => pattern.replace(/\.ts$/, extension))
}

new Ignitor(APP_ROOT, { importer: IMPORTER })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.listen('SIGTERM', () => app.terminate())
    app.listenIf(app.managedByPm2, 'SIGINT', () => app.terminate())
  })
  .testRunner()
  .configure(async (app) => {
    const { runnerHooks, plugins, ...config } = await import('../tests/bootstrap.js')
    processCLIArgs(process.argv.splice(2))
    configure({
      ...app.rcFile.tests,
      ...config,
      suites: app.rcFile.tests.suites.map((suite) => ({
        ...suite,
        files: asThisFile(suite.files),
      })),
      cwd: app.makePath('.'),
      plugins: [...(plugins ?? []), recordResults],
      setup: runnerHooks.setup,
      teardown: runnerHooks.teardown.concat([() => app.terminate()]),
    })
  })
  .run(() => run())
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })
