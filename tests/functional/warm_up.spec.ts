import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import { warmUp } from '#services/assets/warm_up'

test.group('Warming up', () => {
  test('compiles the pages of all day, and what they are made of', async ({ assert }) => {
    await warmUp()
    const isKept = (name: string) =>
      Boolean(edge.asyncCompiler.cacheManager.get(app.viewsPath(`${name}.edge`)))
    for (const name of ['pages/dashboard/index', 'pages/tickets/show', 'components/button']) {
      assert.isTrue(isKept(name), name)
    }
    assert.isFalse(isKept('pages/admin/people/index'))
  })
})
