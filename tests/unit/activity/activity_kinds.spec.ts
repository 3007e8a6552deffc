import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { whereKind } from '#services/activity/activity_kinds'

test('the index of seldom kinds holds what the page of activity asks for', async ({ assert }) => {
  const { rows } = await db.rawQuery(
    `select pg_get_indexdef('activities_other'::regclass) as definition`
  )
  const inIndex = rows[0].definition.match(/'[a-z_]+'/g)
  const { sql } = whereKind(db.from('activities as a'), 'other', 'a').toSQL()
  assert.isAbove(inIndex.length, 30)
  assert.sameMembers(sql.match(/'[a-z_]+'/g) ?? [], inIndex)
})
