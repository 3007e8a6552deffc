import { DrainingServer } from './drain.js'

await import('reflect-metadata')
const { Ignitor, prettyPrintError } = await import('@adonisjs/core')

const APP_ROOT = new URL('../', import.meta.url)

const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

const server = new DrainingServer()

new Ignitor(APP_ROOT, { importer: IMPORTER })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    const end = () => {
      server.begin()
      return app.terminate()
    }
    app.listen('SIGTERM', end)
    app.listenIf(app.managedByPm2, 'SIGINT', end)
    /** The supervisor is gone, however it went: a web process without it must not keep the port. */
    process.on('disconnect', end)
  })
  .httpServer()
  .start((handler) =>
    server.create(
      { headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 65_000 },
      handler
    )
  )
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })
