import { AssetShelf } from '#services/assets/asset_shelf'
import { copyResources } from '#tests/unit/assets/copy_resources'
import { test } from '@japa/runner'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** A little longer than a watching shelf trusts its last look. */
const LOOK = 300

test.group('AssetShelf', () => {
  test('follows its sources while it watches', async ({ assert, cleanup }) => {
    const shelf = new AssetShelf(await copyResources(cleanup), true)
    const first = shelf.current
    await setTimeout(LOOK)
    assert.strictEqual(shelf.current, first)

    const added = join(shelf.places.root, 'resources/js/added.js')
    await writeFile(added, 'export const added = true\n')
    await setTimeout(LOOK)
    assert.isTrue(shelf.current.files.has('js/added.js'))

    await rm(added)
    await setTimeout(LOOK)
    assert.equal(shelf.current.version, first.version)
  })

  test('keeps its set for life when it does not', async ({ assert, cleanup }) => {
    const shelf = new AssetShelf(await copyResources(cleanup), false)
    const first = shelf.current
    await writeFile(join(shelf.places.root, 'resources/js/added.js'), 'export {}\n')
    await setTimeout(LOOK)
    assert.strictEqual(shelf.current, first)
  })
})
