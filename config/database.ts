import pg from 'pg'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/lucid'
import { workAsDesk } from '#services/rights/desk_role'
import { greetingOfConnection, watchConnection } from '#services/observing/watch_connection'

/** bigint and numeric arrive as numbers: no column of ours leaves the safe range. */
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** Whoever looks at a page is told soon that the desk is busy; commands, the worker and tests have time on a busy machine. */
const PATIENCE_MS = app.getEnvironment() === 'web' ? 1_000 : 10_000

/** Commands are the operator's; bin/worker.ts says it for itself. */
if (['web', 'test'].includes(app.getEnvironment())) workAsDesk()

const databaseConfig = defineConfig({
  connection: 'postgres',
  prettyPrintDebugQueries: false,
  connections: {
    postgres: {
      client: 'pg',
      connection: {
        connectionString: env.get('DATABASE_URL'),
        application_name: 'countersign',
        options:
          '-c timezone=UTC -c statement_timeout=5000 -c lock_timeout=1000 -c jit=off -c random_page_cost=1.1',
      } as { connectionString: string },
      pool: {
        min: 0,
        max: env.get('DATABASE_POOL', 30),
        acquireTimeoutMillis: PATIENCE_MS,
        afterCreate: (client: any, done: (error: Error | null, client: unknown) => void) => {
          watchConnection(client)
          const greeting = greetingOfConnection()
          if (greeting) client.query(greeting, (error: Error | null) => done(error, client))
          else done(null, client)
        },
      },
      migrations: { naturalSort: true, paths: ['database/migrations'] },
      schemaGeneration: {
        enabled: !app.inProduction,
        rulesPaths: ['./database/schema_rules.js'],
      },
      debug: false,
    },
  },
})

export default databaseConfig
