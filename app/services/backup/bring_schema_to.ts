import { MigrationRunner } from '@adonisjs/lucid/migration'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type pg from 'pg'
import { BackupTrouble } from '#services/backup/backup_trouble'

/** The names of all migrations that this version brings. */
export async function knownMigrations(): Promise<string[]> {
  const files = await sourceOf(makeRunner()).getMigrations()
  return files.map(({ name }) => name)
}

/**
 * Makes the tables of an empty installation those of the moment when just these migrations had run. Where more have run
 * already, the schemas are made anew.
 */
export async function bringSchemaTo(client: pg.Client, wanted: string[]): Promise<void> {
  const { rows: found } = await client.query(
    `select to_regclass('public.adonis_schema') is not null as is_there`
  )
  const { rows: installed } = found[0].is_there
    ? await client.query('select name from public.adonis_schema')
    : { rows: [] }
  if (installed.some(({ name }) => !wanted.includes(name))) {
    await client.query(
      `drop schema public cascade; create schema public; drop schema if exists pgboss cascade`
    )
  }
  await runMigrations((name) => wanted.includes(name))
}

async function runMigrations(isWanted: (name: string) => boolean) {
  const runner = makeRunner()
  const source = sourceOf(runner)
  const all = source.getMigrations.bind(source)
  source.getMigrations = async () => {
    const files = await all()
    return files.filter(({ name }) => isWanted(name))
  }
  await runner.run()
  if (runner.error) {
    throw new BackupTrouble(
      'migrations',
      { reason: reasonOf(runner.error) },
      { cause: runner.error }
    )
  }
}

/** Knex puts the whole statement before the reason. */
function reasonOf({ message }: Error): string {
  return message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '')
}

function makeRunner() {
  return new MigrationRunner(db, app, {
    direction: 'up',
    connectionName: db.primaryConnectionName,
  })
}

/** Lucid (22.4) has no option to stop at a migration; the list that it reads is its own, private field. */
function sourceOf(runner: MigrationRunner): { getMigrations: () => Promise<{ name: string }[]> } {
  return (runner as any).migrationSource
}
