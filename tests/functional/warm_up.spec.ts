import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { Edge } from 'edge.js'
import { warmUp } from '#services/assets/warm_up'

test.group('Warming up', () => {
  test('compiles the pages of all day, and what they are made of', async ({ assert }) => {
    const edge = Edge.create({ cache: true })
    edge.mount(app.viewsPath())
    await warmUp(edge)
    const kept = (name: string) =>
      edge.asyncCompiler.cacheManager.get(app.viewsPath(`${name}.edge`))?.toString()
    for (const name of ['pages/approvals/index', 'pages/tickets/show', 'components/button']) {
      assert.isString(kept(name), name)
      // A component that was not known yet would stand on the page as text.
      assert.notMatch(kept(name)!, /@!?[a-z_.]+\(/, name)
    }
    assert.isUndefined(kept('pages/admin/people/index'))
  })
})
