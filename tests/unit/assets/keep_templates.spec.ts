import { test } from '@japa/runner'
import { Edge } from 'edge.js'
import { keepTemplates } from '#services/assets/keep_templates'

/** An Edge with two templates, one of which includes the other within a loop. */
function makeEdge() {
  const edge = Edge.create()
  let compiled = 0
  edge.processor.process('raw', ({ path }) => {
    if (path.includes('row')) compiled += 1
  })
  edge.registerTemplate('row', { template: '{{ word }}' })
  edge.registerTemplate('list', { template: "@each(word in words)\n@include('row')\n@end" })
  edge.registerTemplate('one', { template: "@include('row')" })
  keepTemplates(edge)
  return { edge, compiled: () => compiled }
}

test.group('Templates', () => {
  test('a partial is compiled once, however often it is drawn', async ({ assert }) => {
    const { edge, compiled } = makeEdge()
    for (const words of [['a', 'b'], ['c']]) {
      const drawn = await edge.render('list', { words })
      assert.deepEqual(drawn.split(/\s+/).filter(Boolean), words)
    }
    assert.equal(compiled(), 1)
  })

  test('a partial among other variables is another', async ({ assert }) => {
    const { edge } = makeEdge()
    assert.match(await edge.render('list', { words: ['a'] }), /a/)
    assert.match(await edge.render('one', { word: 'b' }), /b/)
    assert.match(await edge.render('list', { words: ['c'] }), /c/)
  })
})
