import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { whereKind } from '#services/activity/activity_kinds'

test('the index of seldom kinds holds what the page of activity asks for', ({ assert }) => {
  const migration = readFileSync('database/migrations/1320_activity_page.ts', 'utf8')
  const inIndex = migration.slice(migration.indexOf('activities_other:')).match(/'[a-z_]+'/g)
  const { sql } = whereKind(db.from('activities as a'), 'other', 'a').toSQL()
  assert.sameMembers(sql.match(/'[a-z_]+'/g) ?? [], inIndex ?? [])
})
