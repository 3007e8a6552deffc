import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { listIcons } from '#services/assets/list_icons'

test.group('Icons', () => {
  test('that pages name are all drawn', async ({ assert }) => {
    const known = new Set(listIcons())
    const views = app.viewsPath()
    const files = await readdir(views, { recursive: true })
    const missing: string[] = []
    for (const file of files.filter((name) => name.endsWith('.edge'))) {
      const text = await readFile(join(views, file), 'utf8')
      for (const [, inSprite, inProps] of text.matchAll(/#i-([a-z-]+)"|\bicon: '([a-z-]+)'/g)) {
        const name = inSprite ?? inProps
        if (!known.has(name)) missing.push(`${file}: ${name}`)
      }
    }
    assert.deepEqual(missing, [])
  })
})
