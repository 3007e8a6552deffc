/*
 * `npm run bench:data -- --tickets=200000`: fills a database of its own, in a cluster of its own below DATA_DIR/bench, to
 * look at every page with while building. DATABASE_URL is not looked at: it is the user's.
 * `npm start -- --bench` serves it.
 */
import { benchDirectory, benchOverrides, BENCH_DATABASE } from './bench.js'
import { startPostgres } from './embedded_postgres.js'
import { loadEnvironment } from './environment.js'
import { ace, needsPreparation } from './prepare.js'
import { application, ensureNode, exitCodeOf } from './runtime.js'
import { giveUp, say } from './terminal.js'

await ensureNode()
const desk = application()
const { DATA_DIR } = await loadEnvironment({ overrides: benchOverrides(benchDirectory()) })
const database = await startPostgres({ dataDirectory: DATA_DIR, database: BENCH_DATABASE }).catch(
  (error) => giveUp(error.message)
)
process.env.DATABASE_URL = database.url
const code = await fill().finally(() => database.stop())
if (code === 0) say('Look at it with: npm start -- --bench')
process.exitCode = code

async function fill() {
  if (await needsPreparation(database.url, desk.directory)) {
    const prepared = await exitCodeOf(ace(desk, ['desk:prepare']), { passSignals: true })
    if (prepared !== 0) return prepared
  }
  return exitCodeOf(ace(desk, ['desk:bench-data', ...process.argv.slice(2)]), { passSignals: true })
}
