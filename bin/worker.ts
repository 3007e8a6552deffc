/*
 * Does the background work: mails, deadlines, housekeeping. Several may run at once; the supervisor starts one.
 */
await import('reflect-metadata')
const { Ignitor, prettyPrintError } = await import('@adonisjs/core')

const APP_ROOT = new URL('../', import.meta.url)

const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

const app = new Ignitor(APP_ROOT, { importer: IMPORTER })
  .tap((application) => {
    application.booting(async () => {
      await import('#start/env')
    })
    const end = async () => {
      await application.terminate()
      process.exit()
    }
    application.listen('SIGTERM', end)
    /** The supervisor is gone, however it went. */
    process.on('disconnect', end)
  })
  .createApp('console')

try {
  const { workAsDesk } = await import('#services/rights/desk_role')
  workAsDesk()
  await app.init()
  await app.boot()
  await app.start(async () => {
    const { startWorker } = await import('#services/jobs/start_worker')
    const worker = await startWorker()
    app.terminating(() => worker.stop())
  })
} catch (error) {
  await prettyPrintError(error)
  process.exit(1)
}
