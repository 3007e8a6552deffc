/*
 * Imported first in every web and worker process (`node --import`), so that they behave under the supervisor whatever
 * the application does:
 *
 * - Ctrl-C reaches all processes of the terminal at once. Only the supervisor acts on it; it sends SIGTERM in good order.
 * - When the supervisor dies, even by kill -9, its channel closes and the process ends itself.
 */
const PATIENCE = 8000

process.title = `countersign ${process.env.COUNTERSIGN_ROLE ?? 'process'}`
process.on('SIGINT', () => {})
process.on('SIGHUP', () => {})

process.on('disconnect', () => {
  setTimeout(() => process.exit(1), PATIENCE).unref()
  process.kill(process.pid, 'SIGTERM')
})

// From now on only unfinished work keeps the process: the channel to the supervisor no longer counts.
process.on('SIGTERM', () => process.channel?.unref())
